import { Post } from '@nestjs/common';
import { Incidents } from '../../application/incidents.js';
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
  async activate(@Input() { body }: InputOf<typeof activateDevice>): Promise<AnswerOf<typeof activateDevice>> {
    const visit = await this.incidents.deviceActivated(body.device, body.note);
    return { visitId: visit.id, incidentId: openIncident(visit)?.id ?? null };
  }
}
