import type { ImportRunDto } from "@headroom/contracts/imports";
import type { ImportProposal } from "@headroom/core/topology/proposal/types";
import { type Actor, authorize } from "../actor";
import { refreshCapacity } from "../capacity/refresh";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { RecordImportKind } from "../ports/fleet-records";
import type { ImportContext } from "../ports/imports";
import { record } from "../record";
import { LONG_WORK_MS } from "./check-fleet";
import { commitFleet } from "./commit-fleet";
import type { Choices } from "./places";
import { settle } from "./settled";

const DAY_MS = 86_400_000;
const recordKinds: readonly string[] = ["fleet", "devicetypes", "regions"] satisfies RecordImportKind[];
/** Imported requests say nothing of dates. */
const NEEDED_IN_DAYS = 90;
const ANSWERED_IN_DAYS = 7;

export interface CommitInput {
  readonly id: number;
  /** Ids of the assumptions a person has confirmed: all of the report's, or nothing is written. */
  readonly confirmed: readonly string[];
  /** Which side of a conflict of the report stays, by its id; what is not named stays as it is here. */
  readonly choices?: Choices;
}

/**
 * Does what a checked import said, all or nothing, in one transaction: nouns, references, accounts and facts of the datacenters it changes, one audit
 * event. The inventory is compared anew. Throws NOT_FOUND; CONFLICT when it was committed before, or something stands in its way or disagrees with it now
 * that the report does not tell;
 * WRONG_STATE for a rejected one; INVALID_INPUT for assumptions that nobody confirmed, for choices that are none of
 * the report's, and for requests without a person to ask for them.
 */
export async function commitImport(
  ports: Ports,
  actor: Actor,
  { id, confirmed, choices = {} }: CommitInput,
): Promise<ImportRunDto> {
  authorize(actor, "fleet.import");
  const now = ports.clock.now();
  const at = new Date(now).toISOString();
  return ports.work.write(
    async (repositories) => {
      const { imports } = repositories;
      const run = await imports.lock(id);
      if (!run) throw notFound("import", id);
      if (run.state === "committed") throw new ServiceError("CONFLICT", { kind: "import", id, state: run.state });
      const { proposal } = run;
      if (run.state === "checked" && recordKinds.includes(run.kind)) {
        return commitFleet(repositories, actor, withoutProposal(run), confirmed, now);
      }
      if (run.state !== "checked" || proposal === null) {
        throw new ServiceError("WRONG_STATE", {
          kind: "import",
          id,
          state: run.state,
          action: "commit",
          allowed: ["checked"],
        });
      }
      const missing = proposal.assumptions.filter((a) => !confirmed.includes(a.id)).map((a) => a.id);
      if (missing.length > 0) throw invalidInput("confirmed", "every assumption of the report", missing);

      // as every import: what is compared stays so until it is written, and nobody is met in another order
      await repositories.fleetRecords.lockFleet();
      const today = at.slice(0, 10);
      const {
        known,
        proposal: written,
        conflicts,
        ...found
      } = await settle(ports, repositories, proposal, today, choices);
      const shown = new Set((run.report.conflicts ?? []).map((one) => one.id));
      const unknown = Object.keys(choices).filter((one) => !shown.has(one));
      if (unknown.length > 0) throw invalidInput("choices", "conflicts of the report", unknown);
      const unseen = conflicts.filter((one) => !shown.has(one.id));
      if (unseen.length > 0) throw new ServiceError("CONFLICT", { kind: "import", id, conflicts: unseen });
      const obstacles = await imports.obstacles(written, { known, today });
      if (obstacles.length > 0) throw new ServiceError("CONFLICT", { kind: "import", id, obstacles });
      const context = { known, today, now: at, requests: askedFor(proposal, actor, now) };
      if (found.renumbering) await imports.renumber(proposal.source, found.renumbering);
      const { created, updated, datacenterIds } = await imports.apply(written, context);
      await refreshCapacity(repositories, datacenterIds, now);
      await imports.markCommitted(id, at);
      await record(repositories, actor, {
        action: "import.commit",
        entityKind: "import",
        entityId: String(id),
        after: {
          kind: run.kind,
          source: proposal.source,
          created,
          updated,
          assumptionsConfirmed: proposal.assumptions.length,
          ...(found.adopted ? { adopted: found.adopted.adoptions.length } : {}),
          ...(conflicts.length > 0
            ? { conflicts: Object.fromEntries(conflicts.map((one) => [one.id, choices[one.id] ?? "here"])) }
            : {}),
        },
      });
      return { ...withoutProposal(run), state: "committed" as const, committedAt: at };
    },
    { limitMs: LONG_WORK_MS },
  );
}

function askedFor({ requests }: ImportProposal, actor: Actor, now: number): ImportContext["requests"] {
  if (requests.length === 0) return null;
  if (actor.id === null) throw invalidInput("requests", "a person who asks for them", "nobody");
  const inDays = (days: number) => new Date(now + days * DAY_MS).toISOString();
  return { requesterId: actor.id, neededBy: inDays(NEEDED_IN_DAYS).slice(0, 10), answerBy: inDays(ANSWERED_IN_DAYS) };
}

const withoutProposal = <R extends ImportRunDto>({
  id,
  kind,
  state,
  createdAt,
  committedAt,
  createdBy,
  report,
}: R) => ({
  id,
  kind,
  state,
  createdAt,
  committedAt,
  createdBy,
  report,
});
