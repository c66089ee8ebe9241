import type { ReplayRow } from "@headroom/contracts/replay";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { inWork, watch } from "../watch";
import { replayProgress } from "./read";

/** Where a replay is, until it is neither queued nor running any more (watch.ts). Needs replay.read. Throws NOT_FOUND for an unknown one. */
export function watchReplay(
  ports: Ports,
  actor: Actor,
  input: { readonly id: number },
  signal: AbortSignal,
): AsyncGenerator<ReplayRow, void> {
  authorize(actor, "replay.read");
  return watch(
    () => replayProgress(ports, actor, input),
    (replay) => !inWork(replay),
    signal,
  );
}
