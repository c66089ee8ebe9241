import type { Repositories } from "@headroom/services/ports/repositories";
import { auditWriter } from "./repositories/audit/writer";
import { fleetRepository } from "./repositories/fleet/repository";
import type { Transaction } from "./unit-of-work";

/** Every repository over one transaction; one folder per noun, a line each. */
export function repositoriesOf(transaction: Transaction): Repositories {
  return {
    audit: auditWriter(transaction),
    fleet: fleetRepository(transaction),
  };
}
