import type { Instance } from "../instances/format";
import { type Choice, generate } from "../instances/generate";
import type { Policy } from "../peers/lookahead";
import { METHODS, type Method, OFFLINE } from "./methods";

export const GROUPS = ["paper-independent", "tight-families", "paper-drift", "tight-drift"] as const;
export type Group = (typeof GROUPS)[number];
export const POLICIES: readonly Policy[] = ["place-all", "selective"];

/** What a run of the benchmark looks at. */
export interface Scope {
  readonly groups: readonly Group[];
  readonly seeds: readonly number[];
  readonly policies: readonly Policy[];
  readonly methods: readonly Method[];
  readonly offline: readonly Method[];
  /** Whether a slow method is run where the cache has nothing of it. */
  readonly slow: boolean;
  /** The parts: "peers" (methods side by side), "offline", "ladder", "replan". */
  readonly parts: readonly string[];
}

export const instanceOf = (group: string, seed: number): Instance => {
  const [preset, distribution] = group.split("-") as [Choice["preset"], Choice["distribution"]];
  return generate({ preset, distribution, seed });
};

function chosen<T>(
  all: readonly T[],
  asked: string | undefined,
  nameOf: (one: T) => string,
  what: string,
): readonly T[] {
  if (asked === undefined) return all;
  return asked.split(",").map((name) => {
    const found = all.find((one) => nameOf(one) === name);
    if (found === undefined) throw new Error(`${what}: ${name} is none of ${all.map(nameOf).join(", ")}`);
    return found;
  });
}

/** "3" or "1-5" or "1-3,9", at least 1. */
function seedsOf(text: string): number[] {
  return text.split(",").flatMap((part) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (!match || from < 1 || to < from) throw new Error(`seeds: ${part} is no seed and no range of seeds`);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** All of it unless the options say otherwise; a quick run takes three seeds and no slow method that is not in the cache. */
export function scopeOf(quick: boolean, options: Readonly<Record<string, string>>): Scope {
  const known = ["groups", "seeds", "policies", "methods", "offline", "parts", "slow"];
  for (const name of Object.keys(options))
    if (!known.includes(name)) throw new Error(`${name} is no option of this benchmark; there are ${known.join(", ")}`);
  return {
    groups: chosen(GROUPS, options.groups, String, "groups"),
    seeds: seedsOf(options.seeds ?? (quick ? "1-3" : "1-20")),
    policies: chosen(POLICIES, options.policies, String, "policies"),
    methods: chosen(METHODS, options.methods, (m) => m.name, "methods"),
    offline: chosen(OFFLINE, options.offline, (m) => m.name, "offline"),
    slow: (options.slow ?? (quick ? "cached" : "run")) === "run",
    parts: chosen(["ladder", "replan", "peers", "offline"], options.parts, String, "parts"),
  };
}
