import { CanariesController } from './canaries/canaries.controller.js';
import { DevicesController } from './devices/devices.controller.js';
import { DrillsController } from './drills/drills.controller.js';
import { FollowUpsController } from './follow-ups/follow-ups.controller.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { NumbersController } from './numbers/numbers.controller.js';
import { AbsencesController } from './organisation/absences.controller.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { PeopleController } from './organisation/people.controller.js';
import { RoundsController } from './organisation/rounds.controller.js';
import { RotaController } from './organisation/rota.controller.js';
import { UnitsController } from './organisation/units.controller.js';
import { PolicyController } from './policy/policy.controller.js';
import { ReadinessController } from './readiness/readiness.controller.js';
import { TokensController } from './tokens/tokens.controller.js';
import { SeriesController } from './visits/series.controller.js';
import { WeeklyController } from './visits/weekly.controller.js';
import { VisitsController } from './visits/visits.controller.js';

/** What the OpenAPI document describes: everything below /api/v1. */
export const API_CONTROLLERS = [
  OrganisationController,
  PeopleController,
  NumbersController,
  UnitsController,
  RotaController,
  RoundsController,
  AbsencesController,
  VisitsController,
  WeeklyController,
  SeriesController,
  IncidentsController,
  FollowUpsController,
  DevicesController,
  DrillsController,
  CanariesController,
  ReadinessController,
  MessagesController,
  PolicyController,
  TokensController,
];
