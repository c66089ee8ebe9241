import type { Demand } from "./candidates";
import type { Fill } from "./fill";
import type { Floor } from "./floor";
import { playFuture } from "./play";
import { POLICIES, type Policy } from "./policy";

/** What a batch's trials count for at the next one: demand and floor change slowly. */
const KEPT = 0.9;

/**
 * Which policy suits this floor and this demand. At every batch each policy plays the batch and the same sampled futures from the floor
 * as it is; gains over the mean add up, older ones counting less. One batch's futures alone would choose by luck.
 */
export class Evidence {
  private readonly gain = new Float64Array(POLICIES.length);

  /** The policy that has done best so far; the first one before any trial. */
  get best(): Policy {
    let best = 0;
    for (let i = 1; i < this.gain.length; i++) if (this.gain[i]! > this.gain[best]!) best = i;
    return POLICIES[best]!;
  }

  /** Plays every policy once on each future. `scratch` is overwritten. Returns the requests played. */
  add(
    floor: Floor,
    scratch: Floor,
    batch: readonly Demand[],
    futures: readonly (readonly Demand[])[],
    fill: Fill,
    failed: boolean,
  ): number {
    if (futures.length === 0) return 0;
    let played = 0;
    const worth = POLICIES.map((policy) => {
      let sum = 0;
      for (const future of futures) {
        scratch.copyFrom(floor);
        sum += playFuture(scratch, [...batch, ...future], policy, fill, failed);
        played += batch.length + future.length;
      }
      return sum / futures.length;
    });
    const mean = worth.reduce((a, b) => a + b, 0) / worth.length;
    worth.forEach((value, i) => {
      this.gain[i] = KEPT * this.gain[i]! + value - mean;
    });
    return played;
  }
}
