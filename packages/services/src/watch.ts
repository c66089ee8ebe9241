import { setTimeout } from "node:timers/promises";

/** A run tells the database every 300 ms: looking twice as often as people can see is often enough. */
const LOOK_EVERY_MS = 400;

/** Whether the worker has still to do, or to finish, something in that state: a plan, a scenario or a replay. */
export const inWork = ({ state }: { readonly state: string }): boolean => state === "queued" || state === "running";

/**
 * What `look` sees, now and whenever it sees something else, until it sees the end; that last sight is told, too. Any web server may be
 * asked, whichever worker is at it: both know the database alone. Ends quietly when `signal` is aborted; throws what `look` throws.
 */
export async function* watch<Sight>(
  look: () => Promise<Sight>,
  isEnd: (sight: Sight) => boolean,
  signal: AbortSignal,
): AsyncGenerator<Sight, void> {
  let told = "";
  while (!signal.aborted) {
    const now = await look();
    const text = JSON.stringify(now);
    if (text !== told) yield now;
    told = text;
    if (isEnd(now)) return;
    // rejects when it is aborted: then there is nobody left to tell
    await setTimeout(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}
