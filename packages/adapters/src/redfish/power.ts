import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { HardwareFault, PowerOrder, PowerState } from "@headroom/services/ports/hardware";
import { allowedValues } from "./action";
import { readingOf } from "./readings";
import { at, type Document, type Resources } from "./resource";
import { powerStateOf, textOf } from "./values";

/** What an order wants, and the words for it, the best first: not every controller knows all. */
const orders: Readonly<Record<PowerOrder, { readonly wants: "on" | "off"; readonly words: readonly string[] }>> = {
  on: { wants: "on", words: ["On", "ForceOn", "PushPowerButton"] },
  off: { wants: "off", words: ["GracefulShutdown"] },
  force_off: { wants: "off", words: ["ForceOff"] },
  restart: { wants: "on", words: ["GracefulRestart"] },
  force_restart: { wants: "on", words: ["ForceRestart", "PowerCycle", "FullPowerCycle"] },
};

/**
 * Standby power of a large server stays well below this many watts, and a running one draws more: a system that is said to be off and draws more
 * is not believed.
 */
const OFF_WATTS = 100;
/** Reads in a row that say the same: some controllers tell a wrong state for a while. */
const AGREEING = 2;

export interface Confirming {
  readonly confirmWithinMs: number;
  readonly pollMs: number;
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

export async function powerOf(resources: Resources, system: string): Promise<Result<PowerState, HardwareFault>> {
  const read = await resources.get(system);
  return read.ok ? ok(powerStateOf(read.value.document.PowerState)) : read;
}

/** Orders, unless it is so, and waits until it is. */
export async function setPower(
  resources: Resources,
  system: string,
  order: PowerOrder,
  confirming: Confirming,
): Promise<Result<PowerState, HardwareFault>> {
  const { wants, words } = orders[order];
  const before = await resources.get(system);
  if (!before.ok) return before;
  const isRestart = order === "restart" || order === "force_restart";
  if (isRestart || powerStateOf(before.value.document.PowerState) !== wants) {
    const action = at(before.value.document, "Actions", "#ComputerSystem.Reset");
    const target = at(action, "target");
    if (typeof target !== "string") return err({ kind: "unsupported", at: system, what: "no action to reset it" });
    const allowed = await allowedValues(resources, action, "ResetType");
    const word = words.find((one) => allowed === null || allowed.includes(one));
    if (word === undefined)
      return err({ kind: "unsupported", at: system, what: `it does not offer ${words.join(" or ")}` });
    const given = await resources.order("POST", target, { body: { ResetType: word } });
    // an order whose answer was lost may have been carried out: what counts is what becomes of it
    if (!given.ok && given.error.kind !== "unreachable" && given.error.kind !== "timeout") return given;
  }
  return confirm(resources, system, wants, confirming);
}

async function confirm(
  resources: Resources,
  system: string,
  wants: "on" | "off",
  { confirmWithinMs, pollMs, now, sleep, signal }: Confirming,
): Promise<Result<PowerState, HardwareFault>> {
  const until = now() + confirmWithinMs;
  let agreed = 0;
  let last: Result<PowerState, HardwareFault> = ok("unknown");
  for (;;) {
    const read = await resources.get(system);
    const state = read.ok ? powerStateOf(read.value.document.PowerState) : null;
    if (!read.ok && (read.error.kind === "denied" || read.error.kind === "cancelled")) return read;
    last = read.ok ? ok(state!) : read;
    agreed = state === wants ? agreed + 1 : 0;
    let doubt: HardwareFault | null = null;
    if (read.ok && agreed >= AGREEING) {
      doubt = wants === "off" ? await stillDraws(resources, read.value.document, system) : null;
      if (!doubt) return ok(wants);
    }
    if (now() >= until) {
      if (doubt) return err(doubt);
      if (!last.ok) return last;
      return err({ kind: "unconfirmed", at: system, expected: wants, got: last.value, afterMs: confirmWithinMs });
    }
    await sleep(pollMs, signal);
    if (signal?.aborted) return err({ kind: "cancelled", at: system });
  }
}

/** A load that a system which is off cannot have. Only where its chassis is its own. */
async function stillDraws(resources: Resources, system: Document, path: string): Promise<HardwareFault | null> {
  const chassis = at(system, "Links", "Chassis");
  const own = Array.isArray(chassis) && chassis.length === 1 ? resources.linkOf(chassis[0]) : null;
  if (own === null) return null;
  const read = await resources.get(own);
  const others = read.ok ? at(read.value.document, "Links", "ComputerSystems") : null;
  if (!Array.isArray(others) || others.length !== 1) return null;
  const reading = await readingOf(resources, own);
  const watts = reading.ok ? (reading.value?.watts ?? 0) : 0;
  if (watts <= OFF_WATTS) return null;
  const name = textOf(system.Id) ?? path;
  return { kind: "contradiction", at: path, says: `${name} is off`, but: `its chassis draws ${watts} W` };
}
