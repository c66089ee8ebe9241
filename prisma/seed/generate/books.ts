import { rackDemand } from "@headroom/core/capacity/loads";
import type { DatacenterAccount } from "@headroom/core/capacity/types";
import type { OccupancyKind, PlacedRacks } from "@headroom/core/topology/datacenter";
import { accountOf } from "@headroom/services/capacity/refresh";
import type { DatacenterSnapshot, OccupantType, PositionOccupancy } from "@headroom/services/ports/fleet";
import { type Day, isoOf } from "./calendar";
import type { RackType } from "./catalog";
import type { SeedRack } from "./racks";
import { snapshotOf } from "./snapshot";
import type { Floor, Lot } from "./stock";
import type { SeedDatacenter, SeedPosition, SeedRegion } from "./topology";

/** A step of a plan that has its positions: held, or committed. */
export interface Pledge {
  readonly kind: "committed" | "held";
  readonly planId: number;
  readonly actionId: number;
  readonly type: RackType;
  readonly positions: readonly SeedPosition[];
  readonly since: Day;
}

/** Positions that a person keeps. */
export interface Kept {
  readonly reservationId: number;
  readonly positions: readonly SeedPosition[];
  readonly from: Day;
  readonly to: Day | null;
  readonly note: string;
}

const occupantType = (t: RackType): OccupantType => ({
  id: t.id,
  code: t.code,
  familyCode: t.familyCode,
  powerW: t.powerW,
  deratedW: t.deratedW,
  coolingW: t.coolingW,
  weightKg: t.weightKg,
  ports: t.ports,
});

const nobody = {
  rackId: null,
  planActionId: null,
  planId: null,
  reservationId: null,
  rackCode: null,
  rackState: null,
  rackType: null,
  note: null,
};

/** Everything that stands or is promised in one datacenter, today and on days before. */
export class Books {
  readonly pledges: Pledge[] = [];
  readonly kept: Kept[] = [];
  private readonly groupOf = new Map<number, string>();
  private known: DatacenterSnapshot | null = null;

  constructor(
    readonly region: SeedRegion,
    readonly datacenter: SeedDatacenter,
    readonly floor: Floor,
    readonly lots: Lot[],
    private readonly racks: SeedRack[],
    private readonly today: Day,
  ) {
    datacenter.groupPositions.forEach((positions, g) => {
      for (const p of positions) this.groupOf.set(p.id, datacenter.model.groups[g]!.id);
    });
  }

  pledge(pledge: Pledge): void {
    for (const p of pledge.positions) this.floor.takeAt(this.groupOf.get(p.id)!, [p], rackDemand(pledge.type));
    this.pledges.push(pledge);
    this.known = null;
  }

  /** A lot that stands at exactly these positions of one row. */
  lotOf(
    id: string,
    type: RackType,
    positions: readonly SeedPosition[],
    days: Pick<Lot, "committedOn" | "installedOn" | "inServiceOn">,
  ): Lot {
    const { compiled } = this.datacenter;
    const places = positions.map((position) => ({
      position,
      group: compiled.groupIndex.get(this.groupOf.get(position.id)!)!,
    }));
    const row = compiled.groupRow[places[0]!.group]!;
    return { id, type, row, places, retiredOn: null, datacenter: this.datacenter, ...days };
  }

  /** Racks that came as a plan has them. */
  deliver(lot: Lot, racks: readonly SeedRack[]): void {
    for (const { position } of lot.places)
      this.floor.takeAt(this.groupOf.get(position.id)!, [position], rackDemand(lot.type));
    this.lots.push(lot);
    this.racks.push(...racks);
    this.known = null;
  }

  withdraw(pledge: Pledge): void {
    for (const p of pledge.positions) this.floor.putBack(this.groupOf.get(p.id)!, [p], rackDemand(pledge.type));
    this.pledges.splice(this.pledges.indexOf(pledge), 1);
    this.known = null;
  }

  keep(kept: Kept): void {
    for (const p of kept.positions)
      this.floor.takeAt(this.groupOf.get(p.id)!, [p], rackDemand({ powerW: 0, coolingW: 0 }));
    this.kept.push(kept);
    this.known = null;
  }

  /** As the fleet repository would load it today. */
  snapshot(): DatacenterSnapshot {
    this.known ??= snapshotOf(this.region, this.datacenter, this.occupancies(), isoOf(this.today));
    return this.known;
  }

  account(): DatacenterAccount {
    return accountOf(this.snapshot());
  }

  private occupancies(): Map<number, PositionOccupancy> {
    const of = new Map<number, PositionOccupancy>();
    for (const { id, code, lot, position, state } of this.racks) {
      if (lot.retiredOn !== null) continue;
      const rack = { rackId: id, rackCode: code, rackState: state, rackType: occupantType(lot.type) };
      of.set(position.id, { ...nobody, ...rack, kind: "occupied", validFrom: isoOf(lot.installedOn!), validTo: null });
    }
    for (const { kind, planId, actionId, type, positions, since } of this.pledges)
      for (const p of positions) {
        const step = { planId, planActionId: actionId, rackType: occupantType(type) };
        of.set(p.id, { ...nobody, ...step, kind, validFrom: isoOf(since), validTo: null });
      }
    for (const { reservationId, positions, from, to, note } of this.kept)
      for (const p of positions) {
        const validTo = to === null ? null : isoOf(to);
        of.set(p.id, { ...nobody, reservationId, note, kind: "reserved", validFrom: isoOf(from), validTo });
      }
    return of;
  }

  /** At the end of a day in the past: what stood, and what was approved and had not come yet. */
  placedOn(day: Day): PlacedRacks[] {
    const { model, compiled } = this.datacenter;
    const standing = this.lots.flatMap((lot) => {
      if (lot.committedOn > day || (lot.retiredOn !== null && lot.retiredOn <= day)) return [];
      return [placedLot(lot, lot.installedOn !== null && lot.installedOn <= day ? "occupied" : "committed")];
    });
    const promised = this.pledges
      .filter((p) => p.kind === "committed" && p.since <= day)
      .map(({ actionId, type, positions }): PlacedRacks => {
        const groups = positions.map((p) => this.groupOf.get(p.id)!);
        const { rowId } = model.groups[compiled.groupIndex.get(groups[0]!)!]!;
        const { powerW, coolingW } = type;
        return { id: `action-${actionId}`, kind: "committed", rowId, racks: countBy(groups), powerW, coolingW };
      });
    return [...standing, ...promised];
  }
}

function countBy(ids: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

/** A lot as the model has it. */
function placedLot(lot: Lot, kind: OccupancyKind): PlacedRacks {
  const { model } = lot.datacenter;
  const racks = countBy(lot.places.map(({ group }) => model.groups[group]!.id));
  const { powerW, coolingW } = lot.type;
  return { id: lot.id, kind, rowId: model.rows[lot.row]!.id, racks, powerW, coolingW };
}
