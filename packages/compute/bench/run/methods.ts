import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Highs } from "highs";
import type { Instance, Solution } from "../instances/format";
import { type GreedyRule, planGreedy } from "../peers/greedy";
import { type Outlook, type Policy, planLookahead } from "../peers/lookahead";
import { planOptimum } from "../peers/optimum";
import { planHeadroom } from "./headroom";

/** A way to plan, of this product or a peer's. */
export interface Method {
  readonly name: string;
  /** Minutes rather than seconds for an instance: a quick run takes its results only from the cache. */
  readonly slow: boolean;
  /** Plans the same under either policy. */
  readonly anyPolicy: boolean;
  /** The file whose imports decide what it does. */
  readonly entry: string;
  /** Versions of outside packages that decide, too. */
  readonly also: string;
  readonly plan: (instance: Instance, policy: Policy, onBatch: () => void) => Promise<Solution>;
}

const here = dirname(fileURLToPath(import.meta.url));

/** Of the solver, whose decisions may differ from one version to the next. */
function solverVersion(): string {
  const folder = dirname(dirname(createRequire(import.meta.url).resolve("highs")));
  return `highs ${JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version}`;
}

let loaded: Promise<Highs> | undefined;
/** The solver, loaded once: it takes 250 MB. */
export async function solver(): Promise<Highs> {
  loaded ??= import("highs").then((module) => module.default());
  return loaded;
}

const greedy = (rule: GreedyRule): Method => ({
  name: rule,
  slow: false,
  anyPolicy: true,
  entry: join(here, "../peers/greedy.ts"),
  also: "",
  plan: async (instance, _, onBatch) => planGreedy(instance, rule, onBatch),
});

const lookahead = (name: string, outlook: Outlook): Method => ({
  name,
  slow: true,
  anyPolicy: false,
  entry: join(here, "../peers/lookahead.ts"),
  also: solverVersion(),
  plan: async (instance, policy, onBatch) => planLookahead(await solver(), instance, policy, outlook, onBatch),
});

export const OURS = "headroom";

/** Everybody who plans online, ours last. */
export const METHODS: readonly Method[] = [
  greedy("first-fit"),
  greedy("best-fit"),
  lookahead("certainty-equivalent", "certainty-equivalent"),
  lookahead("oso-1", 1),
  lookahead("oso-3", 3),
  {
    name: OURS,
    slow: false,
    anyPolicy: false,
    entry: join(here, "headroom.ts"),
    also: "",
    plan: async (instance, policy, onBatch) => planHeadroom(instance, "online", policy, onBatch),
  },
];

/** Those who know every request from the start. Ours first. */
export const OFFLINE: readonly Method[] = [
  {
    name: `${OURS}-offline`,
    slow: false,
    anyPolicy: true,
    entry: join(here, "headroom.ts"),
    also: "offline",
    plan: async (instance, policy, onBatch) => planHeadroom(instance, "offline", policy, onBatch),
  },
  {
    name: "optimum-highs",
    slow: true,
    anyPolicy: true,
    entry: join(here, "../peers/optimum.ts"),
    also: solverVersion(),
    plan: async (instance, _, onBatch) => planOptimum(await solver(), instance, onBatch),
  },
];
