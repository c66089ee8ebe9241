import type { RunEventDto, RunEventsInput, RunListInput, RunRow } from "@headroom/contracts/run";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { eventOf, runRowOf } from "./dto";
import { findRun } from "./guard";

/** A page of runs, newest first, and how many there are of each state. Needs run.read. */
export async function listRuns(
  ports: Ports,
  actor: Actor,
  input: RunListInput,
): Promise<{ rows: RunRow[]; next: string | null; total: number; states: Record<string, number> }> {
  authorize(actor, "run.read");
  const { mine, ...filter } = input;
  const createdById = mine ? (actor.id ?? "") : undefined;
  const { rows, next, total, states } = await ports.work.read(({ runs }) =>
    runs.list({ ...filter, createdById, now: ports.clock.now() }),
  );
  return { rows: rows.map(runRowOf), next, total, states: { ...states } };
}

/** What happened in a run, oldest first. Needs run.read. Throws NOT_FOUND. */
export async function runEventsOf(
  ports: Ports,
  actor: Actor,
  { id, ...filter }: RunEventsInput,
): Promise<{ rows: RunEventDto[] }> {
  authorize(actor, "run.read");
  const rows = await ports.work.read(async (repositories) => {
    await findRun(repositories, id);
    return repositories.runs.events({ runId: id, ...filter });
  });
  return { rows: rows.map(eventOf) };
}
