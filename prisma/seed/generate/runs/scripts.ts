import type { StepRow, SubjectRow } from "@headroom/services/ports/run-records";
import type { Dice } from "../dice";
import { type Person, people } from "../people";
import type { Attempt, Script } from "./play";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Shortest and longest that a stage takes, in hours, where nothing goes wrong and no date says otherwise. */
const hours: Readonly<Record<string, readonly [number, number]>> = {
  order: [8, 50],
  supply: [24, 96],
  dock: [2, 7],
  rack: [3, 9],
  cable: [2, 22],
  power_on: [0.07, 0.3],
  discover: [0.05, 0.25],
  verify: [0.02, 0.05],
  firmware: [0.4, 2.2],
  burn_in: [22, 44],
  network: [0.2, 0.7],
  accept: [1, 9],
  confirm: [20, 90],
  drain: [9, 40],
  wipe: [4, 14],
  verify_wipe: [0.3, 0.9],
  power_off: [0.05, 0.15],
  remove: [2, 6],
  repair: [4, 30],
};
const other: readonly [number, number] = [0.02, 0.03];
/** Whoever opens a gate: hours after they were asked. */
const gateHours: readonly [number, number] = [1, 18];

/** What proves a task, by stage. Texts are invented, as everything in a scenario. */
const proofs: Readonly<Record<string, readonly [kind: string, (subject: SubjectRow, number: number) => string]>> = {
  order: ["purchase order", (_, n) => `PO-${4_000_000 + n * 7}`],
  supply: ["supplier", (_, n) => `Order confirmation ${88_000 + n * 3}`],
  dock: ["delivery note", (_, n) => `DN ${20_000 + n * 11}, seals unbroken`],
  rack: ["position", (subject) => `Stands at ${subject.position}`],
  cable: ["labels", () => "Both feeds and all uplinks labelled and photographed"],
  accept: ["acceptance", () => "Accepted by the service's owner"],
  confirm: ["agreement", () => "The owner agrees that it goes"],
  drain: ["load", () => "Nothing runs on it any more"],
  remove: ["collection", (_, n) => `Collected by the recycler, receipt ${7_000 + n}`],
  repair: ["part", (_, n) => `Exchanged part RMA-${3_000 + n}`],
};

/** A moment that a stage of a wave ends at, whatever it takes: the day a rack was put up, as the fleet remembers it. */
export type Ends = (stage: string, wave: number) => number | null;

/** What one stage of one rack does otherwise. Undefined: nothing. */
export type Otherwise = (step: StepRow, subject: SubjectRow, now: number) => Attempt | null | undefined;

export interface Plot {
  readonly ends?: Ends;
  readonly otherwise?: Otherwise;
  readonly gateMs?: Script["gateMs"];
  readonly assignee?: (stage: string) => Person | null;
  readonly acts?: Script["acts"];
}

/**
 * How a run goes: every stage takes what such stages take, faster at one site than at another, one time for all racks of a wave as they are done
 * together. `plot` says what goes otherwise.
 */
export function scriptOf(dice: Dice, pace: number, { ends, otherwise, gateMs, assignee, acts = [] }: Plot): Script {
  const drawn = new Map<string, number>();
  const once = (key: string, [least, most]: readonly [number, number]) => {
    const known = drawn.get(key) ?? (least + (most - least) * dice.share() ** 2) * HOUR;
    drawn.set(key, known);
    return known;
  };
  return {
    acts,
    attempt(step, subject, now) {
      const special = otherwise?.(step, subject, now);
      if (special !== undefined) return special;
      const end = ends?.(step.stage, subject.wave) ?? null;
      if (end !== null) return { afterMs: end - now, ends: "done" };
      const ms = once(`${step.stage}/${subject.wave}`, hours[step.stage] ?? other);
      return { afterMs: Math.round(ms * pace), ends: "done" };
    },
    gateMs: (wave, after, now) => (gateMs ? gateMs(wave, after, now) : once(`gate/${wave}/${after}`, gateHours)),
    assignee: ({ stage }) => (assignee ? assignee(stage) : null),
    evidence: ({ stage, id }, subject) => {
      const proof = proofs[stage];
      return proof ? [{ kind: proof[0], text: proof[1](subject, id) }] : [];
    },
  };
}

/** Between a rack's place and its service: when it was cabled, and somebody opened the gate after burn-in. */
const CABLED = 0.3;
const OPENED = 0.75;

/** When the racks of a wave were put up, and when they served: as lots of the history have it. */
export const asTheyCame = (
  dice: Dice,
  waves: readonly { readonly installedOn: number; readonly inServiceOn: number | null }[],
): Ends => {
  const hour = new Map<string, number>();
  const at = (key: string, day: number) => {
    const known = hour.get(key) ?? 8 + 8 * dice.share();
    hour.set(key, known);
    return day * DAY + Math.round(known * HOUR);
  };
  return (stage, wave) => {
    const { installedOn, inServiceOn } = waves[wave]!;
    if (stage === "supply") return at(`${stage}/${wave}`, installedOn - 1);
    if (stage === "rack") return at(`${stage}/${wave}`, installedOn);
    if (inServiceOn === null) return null;
    if (stage === "accept") return at(`${stage}/${wave}`, inServiceOn);
    const share = stage === "cable" ? CABLED : stage === "gate" ? OPENED : null;
    return share === null
      ? null
      : at(`${stage}/${wave}`, Math.round(installedOn + share * (inServiceOn - installedOn)));
  };
};

/** Gates are opened when the racks' days say so. */
export const openedAs =
  (ends: Ends): NonNullable<Plot["gateMs"]> =>
  (wave, _, now) =>
    Math.max(MINUTE, (ends("gate", wave) ?? now) - now);

/** When racks left. */
export const asTheyWent = (dice: Dice, retiredOn: number): Ends => {
  const at = retiredOn * DAY + Math.round((9 + 6 * dice.share()) * HOUR);
  return (stage) => (stage === "remove" ? at : null);
};

export const operatorHas =
  (...stages: readonly string[]) =>
  (stage: string) =>
    stages.includes(stage) ? people.odile : null;

export const times = { MINUTE, HOUR, DAY };
