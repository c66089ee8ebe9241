import type { ImportRunDto } from "@headroom/contracts/imports";
import type { Actor } from "../actor";
import { refreshCapacity } from "../capacity/refresh";
import { invalidInput, ServiceError } from "../errors";
import type { Repositories } from "../ports/repositories";
import { record } from "../record";

/**
 * Writes what a checked run took in, in the transaction of the caller, who has locked the run: records, accounts and facts of the
 * datacenters it changes, one audit event with the files' hashes. Compared anew: CONFLICT where something stands in its way now,
 * INVALID_INPUT for assumptions that nobody confirmed.
 */
export async function commitFleet(
  repositories: Repositories,
  actor: Actor,
  run: ImportRunDto,
  confirmed: readonly string[],
  now: number,
): Promise<ImportRunDto> {
  const { fleetRecords, imports } = repositories;
  const { id } = run;
  const at = new Date(now).toISOString();
  const missing = run.report.assumptions.filter((one) => !confirmed.includes(one.id)).map((one) => one.id);
  if (missing.length > 0) throw invalidInput("confirmed", "every assumption of the report", missing);
  await fleetRecords.lockFleet();
  const { rejected } = await fleetRecords.compare(id);
  if (rejected.length > 0) throw new ServiceError("CONFLICT", { kind: "import", id, rejected: rejected.slice(0, 20) });
  const { created, updated, datacenterIds } = await fleetRecords.apply();
  await refreshCapacity(repositories, datacenterIds, now);
  await imports.markCommitted(id, at);
  const files = await fleetRecords.files(id);
  await fleetRecords.clear(id);
  await record(repositories, actor, {
    action: "import.commit",
    entityKind: "import",
    entityId: String(id),
    after: { kind: run.kind, files, created, updated },
  });
  return { ...run, state: "committed", committedAt: at };
}
