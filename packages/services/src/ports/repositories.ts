import type { AuditWriter } from "./audit";
import type { FleetRepository } from "./fleet";

/** Every repository of a unit of work, one per noun; their interfaces stand in this folder, a file each. */
export interface Repositories {
  readonly audit: AuditWriter;
  readonly fleet: FleetRepository;
}
