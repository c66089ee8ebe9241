import type { Repositories } from "@headroom/services/ports/repositories";
import { auditWriter } from "./repositories/audit/writer";
import { capacityRepository } from "./repositories/capacity/repository";
import { catalogRepository } from "./repositories/catalog/repository";
import { factsRepository } from "./repositories/facts/repository";
import { fleetRepository } from "./repositories/fleet/repository";
import type { Transaction } from "./unit-of-work";

/** Every repository over one transaction; one folder per noun, a line each. */
export function repositoriesOf(transaction: Transaction): Repositories {
  return {
    audit: auditWriter(transaction),
    capacity: capacityRepository(transaction),
    catalog: catalogRepository(transaction),
    facts: factsRepository(transaction),
    fleet: fleetRepository(transaction),
  };
}
