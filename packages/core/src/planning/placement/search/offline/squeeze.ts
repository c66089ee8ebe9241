import type { Random } from "../../../../foundation/random";
import { bestPlace, type Demand } from "../candidates";
import { shareOf } from "../orders";
import type { Pricing } from "../pricing";
import { neighbourhood } from "./neighbourhood";
import { type Spot, Strain } from "./strain";

/** Moves tried in one step, and how many may be dismissed at a glance before one of them is tried. */
const MOVES = 20;
const GLANCES = 20;
/** Of 16 moves so many relocate a request, so many swap two; the others bring one in that was left out. */
const RELOCATE = 8;
const SWAP = 6;
/** What a move may add to the overload, in racks, as the mean of an exponential draw: at the beginning and at the end of an attempt. */
const HOT = 0.3;
const COLD = 0.05;

/**
 * Ejection chains through illegal plans: what was left out is put where it breaks least, and then racks move on, are swapped, re-split
 * and exchanged for others left out, until no limit is broken and more is earned than before, or the attempt is given up and undone.
 * Moves are accepted by simulated annealing on the overload (strain.ts).
 */
export class Squeeze {
  reward = 0;
  private readonly strain: Strain;
  private readonly places: (Spot | null)[];
  private rows: Int32Array = new Int32Array(0);
  private readonly isNear: Uint8Array;
  private readonly density: Float64Array;
  /** Requests that stand in the rows of the attempt, and all that stand nowhere. */
  private inside: number[] = [];
  private outside: number[] = [];

  /** `places` are legal on `floor`, which is as it is without them. */
  constructor(
    floor: Strain["floor"],
    private readonly demands: readonly Demand[],
    places: readonly (Spot | null)[],
    private readonly pricing: Pricing,
    private readonly random: Random,
  ) {
    this.strain = new Strain(floor.clone(), demands);
    this.density = Float64Array.from(demands, (d) => d.reward / Math.max(shareOf(floor, d), Number.MIN_VALUE));
    this.isNear = new Uint8Array(floor.rowFree.length);
    this.places = demands.map(() => null);
    places.forEach((place, i) => {
      if (place) this.put(i, place);
    });
  }

  /** Where everything stands; legal between two attempts. */
  get plan(): readonly (Spot | null)[] {
    return [...this.places];
  }

  /**
   * One attempt of at most so many steps to earn more; `goOn` is asked before each. Returns whether it succeeded; where it did not, all is
   * as it was.
   */
  attempt(steps: number, goOn: () => boolean): boolean {
    const before = [...this.places];
    const reward = this.reward;
    this.rows = neighbourhood(this.strain.floor.limits.dc, this.random);
    this.isNear.fill(0);
    for (const row of this.rows) this.isNear[row] = 1;
    this.inside = [];
    this.outside = [];
    this.places.forEach((place, i) => {
      if (!place) this.outside.push(i);
      else if (this.isNear[place.row] === 1) this.inside.push(i);
    });
    let done = 0;
    if (this.force(reward))
      for (; done < steps && this.strain.isOver && goOn(); done++)
        this.step(HOT * (COLD / HOT) ** (done / steps), reward);
    if (!this.strain.isOver && this.reward > reward) {
      this.fill();
      return true;
    }
    for (const [i, place] of this.places.entries()) if (place && place !== before[i]) this.take(i);
    before.forEach((place, i) => {
      if (place && !this.places[i]) this.put(i, place);
    });
    return false;
  }

  /** Puts in whatever fits as it is, in random order. */
  fill(): void {
    for (const i of this.random.shuffle(this.places.flatMap((place, i) => (place ? [] : [i])))) {
      const place = bestPlace(this.strain.floor, this.demands[i]!, this.pricing);
      if (place) this.put(i, place);
    }
  }

  private put(i: number, spot: Spot): void {
    this.strain.put(spot, this.demands[i]!, 1);
    this.places[i] = spot;
    this.reward += this.demands[i]!.reward;
  }

  private take(i: number): Spot {
    const spot = this.places[i]!;
    this.strain.put(spot, this.demands[i]!, -1);
    this.places[i] = null;
    this.reward -= this.demands[i]!.reward;
    return spot;
  }

  /** Tries to put a demand into a row, whatever sums it breaks. */
  private enter(i: number, row: number): boolean {
    const demand = this.demands[i]!;
    const spot = this.strain.isOpen(row, demand)
      ? this.strain.least(row, demand, this.random.below(demand.racks + 1))
      : null;
    if (spot) this.put(i, spot);
    return spot !== null;
  }

  /** Puts in some that were left out, each where it breaks least, until more is earned than `reward`. */
  private force(reward: number): boolean {
    const { strain, outside } = this;
    // those that earn most for what they take come first, more or less
    const key = new Map(outside.map((i) => [i, this.density[i]! * (1 + this.random.float())]));
    outside.sort((a, b) => key.get(a)! - key.get(b)! || a - b);
    for (let at = outside.length - 1; at >= 0 && this.reward <= reward; at--) {
      const i = outside[at]!;
      let best: Spot | null = null;
      let least = Number.POSITIVE_INFINITY;
      const before = strain.overload;
      for (const row of this.rows) {
        if (!this.enter(i, row)) continue;
        const added = strain.overload - before;
        const spot = this.take(i);
        if (added >= least) continue;
        least = added;
        best = spot;
      }
      if (!best) continue;
      this.put(i, best);
      this.inside.push(i);
      outside.splice(at, 1);
    }
    return this.reward > reward;
  }

  private step(temperature: number, reward: number): void {
    for (let k = 0; k < MOVES && this.strain.isOver; k++) {
      for (let glance = 0; glance < GLANCES; glance++) {
        const move = this.random.below(16);
        const most = -temperature * Math.log(1 - this.random.float());
        if (
          move < RELOCATE ? this.relocate(most) : move < RELOCATE + SWAP ? this.swap(most) : this.exchange(most, reward)
        )
          break;
      }
    }
  }

  // moves return whether they were tried, and are undone when they add more than `most`

  private relocate(most: number): boolean {
    const i = this.inside[this.random.below(this.inside.length)]!;
    const row = this.rows[this.random.below(this.rows.length)]!;
    const before = this.strain.overload;
    const isElsewhere = row !== this.places[i]!.row;
    if (isElsewhere && this.demands[i]!.racks - this.strain.floor.rowFree[row]! > most + before) return false;
    const old = this.take(i);
    if (this.enter(i, row)) {
      if (this.strain.overload - before <= most) return true;
      this.take(i);
    }
    this.put(i, old);
    return true;
  }

  private swap(most: number): boolean {
    const i = this.inside[this.random.below(this.inside.length)]!;
    const j = this.inside[this.random.below(this.inside.length)]!;
    const [a, b] = [this.places[i]!, this.places[j]!];
    if (a.row === b.row) return false;
    const before = this.strain.overload;
    const { rowFree } = this.strain.floor;
    const more = this.demands[i]!.racks - this.demands[j]!.racks;
    if (Math.max(more - rowFree[b.row]!, -more - rowFree[a.row]!) > most + before) return false;
    this.take(i);
    this.take(j);
    if (this.enter(i, b.row)) {
      if (this.enter(j, a.row)) {
        if (this.strain.overload - before <= most) return true;
        this.take(j);
      }
      this.take(i);
    }
    this.put(i, a);
    this.put(j, b);
    return true;
  }

  /** One that was left out for one that was not; or, where more is earned than need be, for nothing. */
  private exchange(most: number, reward: number): boolean {
    const at = this.random.below(this.inside.length);
    const i = this.inside[at]!;
    const place = this.places[i]!;
    const without = this.reward - this.demands[i]!.reward;
    if (without > reward) {
      this.take(i);
      this.outside.push(i);
      this.inside[at] = this.inside.at(-1)!;
      this.inside.pop();
      return true;
    }
    if (this.outside.length === 0) return false;
    const by = this.random.below(this.outside.length);
    const j = this.outside[by]!;
    if (without + this.demands[j]!.reward <= reward) return false;
    const row = this.random.below(2) === 0 ? place.row : this.rows[this.random.below(this.rows.length)]!;
    const before = this.strain.overload;
    const free = this.strain.floor.rowFree[row]! + (row === place.row ? this.demands[i]!.racks : 0);
    if (this.demands[j]!.racks - free > most + before) return false;
    this.take(i);
    if (this.enter(j, row)) {
      if (this.strain.overload - before <= most) {
        this.inside[at] = j;
        this.outside[by] = i;
        return true;
      }
      this.take(j);
    }
    this.put(i, place);
    return true;
  }
}
