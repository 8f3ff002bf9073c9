import { z } from 'zod';
import { line, optionalLine } from '../../application/organisation/fields.js';
import { json, operation } from '../door/operation.js';

export const activateDevice = operation({
  id: 'activateDevice',
  needs: 'raise_device',
  tag: 'Incidents',
  summary: 'Take notice that a lone worker device was set off',
  description:
    "Whatever the diary says, an incident is opened, or the open one goes on (HVPF 8.3.4). The device's own alarm centre answers it; here the manager's side is run. A token of another unit raises the alarm all the same, and is not told what came of it: both ids are null.",
  body: json(
    z.strictObject({
      device: line(100).meta({ description: 'Its id, as the staff details log has it' }),
      note: optionalLine(300).meta({ description: 'What the provider says of it, such as a place' }),
    }),
    { device: 'LW-0042', note: 'red alert, Example Street' },
  ),
  answers: {
    202: {
      description: 'Taken',
      schema: z.object({ visitId: z.uuid().nullable(), incidentId: z.uuid().nullable() }).meta({
        id: 'DeviceActivation',
        example: {
          visitId: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10',
          incidentId: '0b7e1b5a-64a5-4f6b-8f57-3b8d8f7b3c11',
        },
      }),
    },
  },
});
