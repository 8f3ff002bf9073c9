import { Post } from '@nestjs/common';
import { Incidents } from '../../application/incidents.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import { openIncident } from '../../domain/visit/visit.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { activateDevice } from './devices.operations.js';

@ApiController('device-activations')
export class DevicesController {
  constructor(private readonly incidents: Incidents) {}

  @Post()
  @Operation(activateDevice)
  async activate(@Input() { body, access }: InputOf<typeof activateDevice>): Promise<AnswerOf<typeof activateDevice>> {
    // Of whatever unit: an alarm is not lost for a token that was given too narrow (P4). What came of it is not said then.
    const visit = await this.incidents.deviceActivated(body.device, body.note);
    if (!access.may('raise_device', concernedByVisit(visit))) return { visitId: null, incidentId: null };
    return { visitId: visit.id, incidentId: openIncident(visit)?.id ?? null };
  }
}
