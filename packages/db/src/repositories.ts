import type { Repositories } from "@headroom/services/ports/repositories";
import { accountRepository } from "./repositories/accounts/repository";
import { auditWriter } from "./repositories/audit/writer";
import { capacityRepository } from "./repositories/capacity/repository";
import { catalogRepository } from "./repositories/catalog/repository";
import { factsRepository } from "./repositories/facts/repository";
import { fleetRepository } from "./repositories/fleet/repository";
import { inviteRepository } from "./repositories/invites/repository";
import type { Transaction } from "./unit-of-work";

/** Every repository over one transaction; one folder per noun, a line each. */
export function repositoriesOf(transaction: Transaction): Repositories {
  return {
    accounts: accountRepository(transaction),
    audit: auditWriter(transaction),
    capacity: capacityRepository(transaction),
    catalog: catalogRepository(transaction),
    facts: factsRepository(transaction),
    fleet: fleetRepository(transaction),
    invites: inviteRepository(transaction),
  };
}
