export type { VisitPlan } from '../domain/visit/visit-plan.js';
