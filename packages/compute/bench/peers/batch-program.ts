import type { Demand } from "../instances/format";
import type { PeerFloor, Split } from "./floor";
import type { Place } from "./greedy";
import { type Entry, Program } from "./program";

/** Demand that is only expected: `times` such requests (a sampled one: 1), worth `value` each, counted in requests of today. */
export interface Expected extends Demand {
  readonly times: number;
  readonly value: number;
}

/** Weights of what decides between plans of equal reward; together less than a tenth of a request. */
const OPENING = 0.002;
const EXCESS = 0.01;
const SPREAD = 0.01;
/** W in the program's power unit, for the sake of the solver's numbers. */
const KW = 1000;

interface Choice {
  readonly row: number;
  readonly chosen: number;
  /** Columns that count the racks in each group of the row. */
  readonly racks: readonly Entry[];
}

/**
 * One look ahead as a program (after Baxi et al., arXiv 2501.12725): every request of the batch goes whole to one row, split over
 * its groups, or nowhere; each of the paths of expected demand is placed after it in fractions, under the same limits. The aim is
 * the batch's reward, `weight` times, and the mean reward of the paths; then fewer opened rows, and an even load over pairs of
 * top devices. A row where a demand does not fit as things are is left out for it.
 */
export class BatchProgram {
  readonly program = new Program();
  private readonly choices: Choice[][];
  /** Power that the batch brings into each group. */
  private readonly load: Entry[][];

  constructor(
    private readonly floor: PeerFloor,
    batch: readonly (Demand & { readonly value: number })[],
    paths: readonly (readonly Expected[])[],
    weight: number,
  ) {
    this.load = floor.free.map(() => []);
    const taken: Entry[][] = floor.free.map(() => []);
    const cooled: Entry[][] = floor.cooling.map(() => []);
    this.choices = batch.map((demand) =>
      this.rowsFor(demand).map((row) => this.choice(row, demand, weight, taken, cooled)),
    );
    for (const choices of this.choices)
      this.program.row(
        0,
        choices.map((c) => [c.chosen, 1] as const),
        1,
      );
    this.open();
    this.balance();
    for (const path of paths) this.path(path, 1 / paths.length, taken, cooled);
  }

  private rowsFor(demand: Demand): number[] {
    const { floor } = this;
    return floor.rowGroups.flatMap((_, row) => {
      if (floor.rowFree[row]! < demand.racks) return [];
      for (const split of floor.splits(row, demand.racks)) if (floor.worstUse(split, demand) >= 0) return [row];
      return [];
    });
  }

  private choice(
    row: number,
    demand: Demand & { readonly value: number },
    weight: number,
    taken: Entry[][],
    cooled: Entry[][],
  ): Choice {
    const { program, floor } = this;
    const chosen = program.column(weight * demand.value, 0, 1, "integer");
    const groups = floor.rowGroups[row]!;
    const racks = groups.map((g, i): Entry => {
      const most = Math.min(floor.free[g]!, demand.racks);
      // the last group's racks are whole when all others are
      const column = program.column(0, 0, most, i + 1 < groups.length ? "integer" : "real");
      taken[g]!.push([column, 1]);
      cooled[floor.zoneOf[g]!]!.push([column, demand.coolingW / KW]);
      this.load[g]!.push([column, demand.powerW / KW]);
      return [column, g];
    });
    program.row(0, [...racks.map(([column]) => [column, 1] as const), [chosen, -demand.racks]], 0);
    return { row, chosen, racks };
  }

  private open() {
    const { program, floor } = this;
    const positions = floor.rowGroups.map((groups) =>
      groups.reduce((sum, g) => sum + floor.dc.positionGroups[g]!.positions, 0),
    );
    const opened = new Map<number, number>();
    for (const { row, chosen } of this.choices.flat()) {
      if (floor.rowFree[row]! < positions[row]!) continue;
      if (!opened.has(row)) opened.set(row, program.column(-OPENING, 0, 1));
      program.row(
        0,
        [
          [opened.get(row)!, 1],
          [chosen, -1],
        ],
        1,
      );
    }
  }

  /** SPREAD * (highest - lowest pair load) + EXCESS * (loads over an even share), as shares of a pair's share, by room. */
  private balance() {
    const { program, floor } = this;
    const tops = floor.dc.powerDevices.flatMap((d, i) => (d.parent === null ? [i] : []));
    for (const { id } of floor.dc.rooms) {
      const own = tops.filter((t) => floor.dc.powerDevices[t]!.room === id);
      const share = own.reduce((sum, t) => sum + floor.capacity[t]!, 0) / ((own.length * (own.length - 1)) / 2) / KW;
      const high = program.column(-SPREAD / share, 0, Number.POSITIVE_INFINITY);
      const low = program.column(SPREAD / share, 0, Number.POSITIVE_INFINITY);
      for (const a of own)
        for (const b of own.filter((t) => t > a)) {
          const groups = floor.paths.flatMap(({ devices: [x, y] }, g) =>
            [x.at(-1), y.at(-1)].every((t) => t === a || t === b) ? [g] : [],
          );
          const now = floor.shared[a * floor.width + floor.slotOf[b]!]! / KW;
          const load = groups.flatMap((g) => this.load[g]!);
          const minus = load.map(([column, value]) => [column, -value] as const);
          const excess = program.column(-EXCESS / share, 0, Number.POSITIVE_INFINITY);
          program.row(now, [[high, 1], ...minus], Number.POSITIVE_INFINITY);
          program.row(Number.NEGATIVE_INFINITY, [[low, 1], ...minus], now);
          program.row(now - share, [[excess, 1], ...minus], Number.POSITIVE_INFINITY);
        }
    }
  }

  private path(
    path: readonly Expected[],
    weight: number,
    taken: readonly (readonly Entry[])[],
    cooled: readonly (readonly Entry[])[],
  ) {
    const { program, floor } = this;
    const positions = taken.map((entries) => [...entries]);
    const cooling = cooled.map((entries) => [...entries]);
    const power = this.load.map((entries) => [...entries]);
    for (const demand of path) {
      const placed: Entry[] = [];
      for (const g of this.rowsFor(demand).flatMap((row) => floor.rowGroups[row]!)) {
        if (floor.free[g] === 0) continue;
        const column = program.column((weight * demand.value) / demand.racks, 0, Number.POSITIVE_INFINITY);
        placed.push([column, 1]);
        positions[g]!.push([column, 1]);
        cooling[floor.zoneOf[g]!]!.push([column, demand.coolingW / KW]);
        power[g]!.push([column, demand.powerW / KW]);
      }
      program.row(Number.NEGATIVE_INFINITY, placed, demand.times * demand.racks);
    }
    positions.forEach((entries, g) => {
      program.row(Number.NEGATIVE_INFINITY, entries, floor.free[g]!);
    });
    cooling.forEach((entries, z) => {
      program.row(Number.NEGATIVE_INFINITY, entries, floor.cooling[z]! / KW);
    });
    this.devices(power);
  }

  /** Normal and failover limits. A column for each group's load keeps their rows short. */
  private devices(power: readonly (readonly Entry[])[]) {
    const { program, floor } = this;
    const under = floor.normal.map((): { load: number; top: number }[] => []);
    power.forEach((entries, g) => {
      if (entries.length === 0) return;
      const load = program.column(0, 0, Number.POSITIVE_INFINITY);
      program.row(0, [...entries, [load, -1]], 0);
      const { devices, slots } = floor.paths[g]!;
      for (const side of [0, 1] as const)
        for (const d of devices[side]) under[d]!.push({ load, top: slots[1 - side]! });
    });
    under.forEach((groups, d) => {
      // loads are doubled on the floor: half of each group's power is on each of its sides
      const limit = (capacityW: number, loaded: number, failing: number) =>
        program.row(
          Number.NEGATIVE_INFINITY,
          groups.map(({ load, top }) => [load, top === failing ? 2 : 1] as const),
          (2 * capacityW - loaded) / KW,
        );
      limit(floor.capacity[d]!, floor.normal[d]!, -1);
      for (let s = 0; s < floor.slots[d]!; s++)
        if (s !== floor.slotOf[d]) limit(floor.failover[d]!, floor.normal[d]! + floor.shared[d * floor.width + s]!, s);
    });
  }

  /** Columns to begin with: these places for the batch's requests. */
  startAt(places: readonly (Place | null)[]): Entry[] {
    return this.choices.flatMap((choices, i) =>
      choices.flatMap(({ row, chosen, racks }): Entry[] => {
        const place = places[i];
        const here = place?.row === row ? new Map(place.split) : new Map<number, number>();
        return [[chosen, here.size > 0 ? 1 : 0], ...racks.map(([column, g]): Entry => [column, here.get(g) ?? 0])];
      }),
    );
  }

  /** Where a solution puts the batch's requests. */
  placesOf(values: Float64Array): (Place | null)[] {
    return this.choices.map((choices) => {
      const choice = choices.find((c) => values[c.chosen]! > 0.5);
      if (!choice) return null;
      const split: Split = choice.racks
        .map(([column, g]) => [g, Math.round(values[column]!)] as const)
        .filter(([, n]) => n > 0);
      return { row: choice.row, split };
    });
  }
}
