import type { RunSight } from "@headroom/contracts/run";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { watch } from "../watch";
import { findRun, isEnded } from "./guard";

/**
 * Where a run is, whenever that changes, to its end (watch.ts): a short read, after which a screen asks for what it shows. Needs run.read.
 * Throws NOT_FOUND.
 */
export function watchRun(
  ports: Ports,
  actor: Actor,
  { id }: { readonly id: number },
  signal: AbortSignal,
): AsyncGenerator<RunSight, void> {
  authorize(actor, "run.read");
  const look = () =>
    ports.work.read(async (repositories): Promise<RunSight> => {
      const { version, state } = await findRun(repositories, id);
      const counts = await repositories.runs.counts(id, ports.clock.now());
      const lastEvent = await repositories.runs.lastEvent(id);
      return { id, version, state, counts, lastEvent, allPaused: (await repositories.runs.allPaused()) !== null };
    });
  return watch(look, (sight) => isEnded(sight.state), signal);
}
