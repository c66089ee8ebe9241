import { createHash } from "node:crypto";
import { check, type Measures } from "../check/check";
import type { Instance, Solution } from "../instances/format";
import type { Policy } from "../peers/lookahead";
import type { Cache } from "./cache";
import type { Method } from "./methods";
import { versionOf } from "./sources";

/** A plan as it is kept: what was decided, and how long each batch took on the machine and the day it says. */
interface Kept {
  readonly method: string;
  readonly version: string;
  readonly instance: string;
  readonly digest: string;
  readonly policy: string;
  readonly date: string;
  readonly batchSeconds: readonly number[];
  readonly solution: Solution;
}

export interface Outcome extends Measures {
  readonly solution: Solution;
  readonly batchSeconds: readonly number[];
}

const digestOf = (instance: Instance) =>
  createHash("sha256").update(JSON.stringify(instance)).digest("hex").slice(0, 16);

/** Runs methods on instances, or takes what an earlier run kept of the same. */
export class Runner {
  private readonly versions = new Map<string, string>();
  private readonly digests = new WeakMap<Instance, string>();

  constructor(
    private readonly root: string,
    private readonly cache: Cache,
  ) {}

  version(method: Method): string {
    const known = this.versions.get(method.name) ?? versionOf(this.root, method.entry, method.also);
    this.versions.set(method.name, known);
    return known;
  }

  /**
   * What a method comes to on an instance; undefined where it would have to be run and `run` is false. Every plan is verified,
   * also one from the cache: an invalid one is an error.
   */
  async outcome(
    method: Method,
    instance: Instance,
    policy: Policy,
    run: boolean,
    say: (line: string) => void,
  ): Promise<Outcome | undefined> {
    const kind = method.anyPolicy ? "any" : policy;
    const version = this.version(method);
    const digest = this.digests.get(instance) ?? digestOf(instance);
    this.digests.set(instance, digest);
    const key = [method.name, version, `${instance.name}-${kind}`];
    let kept = this.cache.read<Kept>(key);
    if (kept?.digest !== digest) {
      if (!run) return undefined;
      const batchSeconds: number[] = [];
      let last = performance.now();
      const solution = await method.plan(instance, policy, () => {
        const now = performance.now();
        batchSeconds.push(Number(((now - last) / 1000).toPrecision(4)));
        last = now;
      });
      kept = {
        method: method.name,
        version,
        instance: instance.name,
        digest,
        policy: kind,
        date: new Date().toISOString(),
        batchSeconds,
        solution,
      };
      const { reward } = check(instance, solution);
      this.cache.write(key, kept);
      say(`${instance.name} ${kind} ${method.name}: ${reward}`);
    }
    return { ...check(instance, kept.solution), solution: kept.solution, batchSeconds: kept.batchSeconds };
  }
}
