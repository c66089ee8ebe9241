import { usualChecklists } from "./checklists";
import type { Gate, Retry, Stage, Template } from "./types";

/** The templates that every fleet begins with. People change copies of them, by rack type and datacenter; a run keeps the version it began with. */

export const runKinds = ["provision", "decommission", "move", "repair"] as const;
export type RunKind = (typeof runKinds)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const once: Retry = { attempts: 1, pauseMs: 0, longestPauseMs: 0 };
const patient: Retry = { attempts: 6, pauseMs: MINUTE, longestPauseMs: 30 * MINUTE };

type Over = Partial<Omit<Stage, "key" | "title" | "needs">>;

/** A person's work: it ends when they say so, and is theirs to try again. */
const task = (key: string, title: string, needs: string, usualMs: number, over: Over = {}): Stage => ({
  ...{ key, title, how: "task", needs: needs === "" ? [] : needs.split(" "), retry: once, timeoutMs: null, usualMs },
  ...{ atATime: null, takesDown: false, bringsUp: false, canUndo: false, ...over },
});

/** A machine's work: tried again by itself, and never for ever. */
const automatic = (key: string, title: string, needs: string, usualMs: number, over: Over = {}): Stage => ({
  ...task(key, title, needs, usualMs),
  ...{ how: "automatic", retry: patient, timeoutMs: Math.max(10 * MINUTE, 4 * usualMs), ...over },
});

const gate = (after: string, opens: Gate["opens"], bakeMs = 0): Gate => ({ after, opens, bakeMs });

const powerOff = (needs: string, over: Over = {}) => automatic("power_off", "Power off", needs, 5 * MINUTE, over);

const templates: Readonly<Record<RunKind, Template>> = {
  provision: {
    stages: [
      task("order", "Order", "", 2 * DAY),
      task("supply", "Supplier's date", "order", 30 * DAY),
      task("dock", "Dock", "supply", 4 * HOUR),
      task("rack", "Rack and stack", "dock", 6 * HOUR, { canUndo: true, onFloor: true }),
      task("cable", "Cable", "rack", 4 * HOUR, { canUndo: true }),
      automatic("power_on", "Power on", "cable", 10 * MINUTE, { canUndo: true }),
      automatic("discover", "Discover", "power_on", 10 * MINUTE),
      automatic("verify", "Verify against the bill of materials", "discover", MINUTE),
      automatic("firmware", "Firmware", "verify", HOUR),
      automatic("burn_in", "Burn-in", "firmware", DAY, { timeoutMs: 3 * DAY, retry: { ...patient, attempts: 2 } }),
      automatic("network", "Network", "firmware", 30 * MINUTE, { canUndo: true }),
      task("accept", "Acceptance", "burn_in network", 2 * HOUR),
      automatic("in_service", "In service", "accept", MINUTE, { bringsUp: true }),
    ],
    gates: [gate("verify", "itself"), gate("burn_in", "people")],
    handsOverAfter: "rack",
  },
  decommission: {
    stages: [
      task("confirm", "Owner's confirmation", "", 3 * DAY),
      automatic("dependencies", "Dependencies", "confirm", MINUTE),
      automatic("cordon", "Cordon", "dependencies", MINUTE, { canUndo: true }),
      task("drain", "Drain", "cordon", DAY, { takesDown: true, canUndo: true }),
      automatic("wipe", "Wipe", "drain", 8 * HOUR, { timeoutMs: 4 * DAY, mustDo: true, noReturn: true }),
      automatic("verify_wipe", "Verify the wipe", "wipe", 30 * MINUTE, { mustDo: true }),
      powerOff("verify_wipe", { canUndo: true }),
      task("remove", "Remove", "power_off", 4 * HOUR, { onFloor: true, noReturn: true }),
      automatic("release", "Space and power returned", "remove", MINUTE),
      automatic("certificate", "Certificate", "release", MINUTE),
    ],
    gates: [gate("drain", "people"), gate("verify_wipe", "itself")],
    handsOverAfter: "remove",
  },
  move: {
    stages: [
      task("confirm", "Owner's confirmation", "", 2 * DAY),
      automatic("cordon", "Cordon", "confirm", MINUTE, { canUndo: true }),
      task("drain", "Drain", "cordon", DAY, { takesDown: true, canUndo: true }),
      powerOff("drain", { canUndo: true }),
      task("carry", "Carry", "power_off", 4 * HOUR, { canUndo: true, onFloor: true }),
      task("cable", "Cable", "carry", 3 * HOUR),
      automatic("power_on", "Power on", "cable", 10 * MINUTE),
      automatic("verify", "Verify", "power_on", 10 * MINUTE),
      automatic("in_service", "In service", "verify", MINUTE, { bringsUp: true }),
    ],
    gates: [gate("in_service", "itself", HOUR)],
    handsOverAfter: "in_service",
  },
  repair: {
    stages: [
      automatic("cordon", "Cordon", "", MINUTE, { canUndo: true }),
      task("drain", "Drain", "cordon", 4 * HOUR, { takesDown: true, canUndo: true }),
      powerOff("drain", { canUndo: true }),
      task("repair", "Repair", "power_off", DAY),
      automatic("power_on", "Power on", "repair", 10 * MINUTE),
      automatic("verify", "Verify", "power_on", 10 * MINUTE),
      automatic("in_service", "In service", "verify", MINUTE, { bringsUp: true }),
    ],
    gates: [gate("in_service", "itself", HOUR)],
    handsOverAfter: "in_service",
  },
};

/** With what people tick off. */
const withChecklists = (kind: RunKind): Template => {
  const { stages, ...rest } = templates[kind];
  const checklists = usualChecklists[kind];
  return {
    ...rest,
    stages: stages.map((stage) => (checklists[stage.key] ? { ...stage, checklist: checklists[stage.key]! } : stage)),
  };
};

export const usualTemplates: Readonly<Record<RunKind, Template>> = {
  provision: withChecklists("provision"),
  decommission: withChecklists("decommission"),
  move: withChecklists("move"),
  repair: withChecklists("repair"),
};
