import { rackDemand } from "@headroom/core/capacity/loads";
import type { OccupancyKind, PlacedRacks } from "@headroom/core/topology/datacenter";
import type { Day } from "./calendar";
import type { RackType } from "./catalog";
import type { Floor, Lot } from "./stock";
import type { SeedDatacenter, SeedPosition } from "./topology";

/** Racks that are promised: a committed or held step of a plan. */
export interface Pledge {
  readonly kind: "committed" | "held";
  readonly type: RackType;
  readonly racks: Readonly<Record<string, number>>;
  readonly since: Day;
}

/** Everything that stands or is promised in one datacenter, as the account and the planner take it. */
export class Books {
  readonly pledges: Pledge[] = [];
  readonly reserved = new Map<string, number>();
  private standing: PlacedRacks[] | null = null;

  constructor(
    readonly datacenter: SeedDatacenter,
    readonly floor: Floor,
    readonly lots: readonly Lot[],
  ) {}

  /** At the end of a day in the past: what stood, and what was approved and had not come yet. */
  placedOn(day: Day): PlacedRacks[] {
    const standing = this.lots.flatMap((lot) => {
      if (lot.retiredOn !== null && lot.retiredOn <= day) return [];
      if (lot.installedOn !== null && lot.installedOn <= day) return [placedLot(lot, "occupied")];
      return lot.committedOn <= day ? [placedLot(lot, "committed")] : [];
    });
    return [
      ...standing,
      ...this.pledges.filter((p) => p.kind === "committed" && p.since <= day).map(this.placedPledge),
    ];
  }

  /** Today, with what is held and reserved. */
  placedNow(): PlacedRacks[] {
    this.standing ??= this.lots.filter((l) => l.retiredOn === null).map((l) => placedLot(l, "occupied"));
    const kept = [...this.reserved].map(
      ([groupId, count], i): PlacedRacks => ({
        id: `reserved-${i}`,
        kind: "reserved",
        rowId: this.rowOf(groupId),
        racks: { [groupId]: count },
        powerW: 0,
        coolingW: 0,
      }),
    );
    return [...this.standing, ...this.pledges.map(this.placedPledge), ...kept];
  }

  pledge(pledge: Pledge, positions: ReadonlyMap<string, readonly SeedPosition[]>): void {
    for (const [groupId, taken] of positions) this.floor.takeAt(groupId, taken, rackDemand(pledge.type));
    this.pledges.push(pledge);
  }

  withdraw(pledge: Pledge, positions: ReadonlyMap<string, readonly SeedPosition[]>): void {
    for (const [groupId, taken] of positions) this.floor.putBack(groupId, taken, rackDemand(pledge.type));
    this.pledges.splice(this.pledges.indexOf(pledge), 1);
  }

  reserve(groupId: string, positions: readonly SeedPosition[]): void {
    this.floor.takeAt(groupId, positions, { power: 0, cooling: 0 });
    this.reserved.set(groupId, (this.reserved.get(groupId) ?? 0) + positions.length);
  }

  private rowOf(groupId: string): string {
    const { model, compiled } = this.datacenter;
    return model.groups[compiled.groupIndex.get(groupId)!]!.rowId;
  }

  private readonly placedPledge = (p: Pledge, i: number): PlacedRacks => ({
    id: `${p.kind}-${i}`,
    kind: p.kind,
    rowId: this.rowOf(Object.keys(p.racks)[0]!),
    racks: p.racks,
    powerW: p.type.powerW,
    coolingW: p.type.coolingW,
  });
}

/** A lot as the model has it. */
function placedLot(lot: Lot, kind: OccupancyKind): PlacedRacks {
  const { model } = lot.datacenter;
  const racks: Record<string, number> = {};
  for (const { group } of lot.places) {
    const { id } = model.groups[group]!;
    racks[id] = (racks[id] ?? 0) + 1;
  }
  return {
    id: lot.id,
    kind,
    rowId: model.rows[lot.row]!.id,
    racks,
    powerW: lot.type.powerW,
    coolingW: lot.type.coolingW,
  };
}
