import { setTimeout } from "node:timers/promises";
import type { PlanProgressResult } from "@headroom/contracts/plan";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { planProgress } from "./list";

/** The run tells the database every 300 ms: looking twice as often as people can see is often enough. */
const LOOK_EVERY_MS = 400;

const inWork = ({ state }: PlanProgressResult) => state === "queued" || state === "running";

/**
 * Where a plan is, now and whenever it has moved on, until it is neither queued nor running any more; that last state is told, too.
 * Any web server may be asked, whichever worker plans: both know the database alone. Ends quietly when `signal` is aborted. Needs
 * plan.read. Throws NOT_FOUND for an unknown plan.
 */
export function watchPlan(
  ports: Ports,
  actor: Actor,
  input: { readonly id: number },
  signal: AbortSignal,
): AsyncGenerator<PlanProgressResult, void> {
  authorize(actor, "plan.read");
  return looks(() => planProgress(ports, actor, input), signal);
}

async function* looks(look: () => Promise<PlanProgressResult>, signal: AbortSignal) {
  let told = "";
  while (!signal.aborted) {
    const now = await look();
    const text = JSON.stringify(now);
    if (text !== told) yield now;
    told = text;
    if (!inWork(now)) return;
    // rejects when it is aborted: then there is nobody left to tell
    await setTimeout(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}
