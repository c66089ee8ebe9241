import type { AuditWriter } from "./audit";
import type { CapacityRepository } from "./capacity";
import type { CatalogRepository } from "./catalog";
import type { FactsRepository } from "./facts";
import type { FleetRepository } from "./fleet";

/** Every repository of a unit of work, one per noun; their interfaces stand in this folder, a file each. */
export interface Repositories {
  readonly audit: AuditWriter;
  readonly capacity: CapacityRepository;
  readonly catalog: CatalogRepository;
  readonly facts: FactsRepository;
  readonly fleet: FleetRepository;
}
