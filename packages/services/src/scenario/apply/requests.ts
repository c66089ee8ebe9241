import type { ScenarioChange } from "@headroom/contracts/scenario";
import { standingLots } from "../../plan/lots";
import type { DatacenterSnapshot } from "../../ports/fleet";
import type { World, WorldAsk } from "../world";

type Of<K extends ScenarioChange["kind"]> = Extract<ScenarioChange, { kind: K }>;

const scaled = (amount: number, percent: number): number => (amount * (100 + percent)) / 100;

/** Every request asks for so many percent more racks, rounded, at least one. */
export const grow = (world: World, { percent }: Of<"growth">): World => ({
  ...world,
  asks: world.asks.map((ask) => ({ ...ask, racks: Math.max(1, Math.round(scaled(ask.racks, percent))) })),
});

/** Racks of a type draw, and give off as heat, so many percent more. */
export function changeRackPower(world: World, { rackType, percent, standing }: Of<"rack_power">): World {
  const draw = <T extends { readonly powerW: number; readonly coolingW: number }>(rack: T): T => ({
    ...rack,
    powerW: scaled(rack.powerW, percent),
    coolingW: scaled(rack.coolingW, percent),
  });
  return {
    ...world,
    asks: world.asks.map((ask) => (ask.rackType === rackType ? draw(ask) : ask)),
    datacenters: standing ? world.datacenters.map((d) => withDraw(d, rackType, draw)) : world.datacenters,
  };
}

type Draw = <T extends { readonly powerW: number; readonly coolingW: number }>(rack: T) => T;

function withDraw(snapshot: DatacenterSnapshot, rackType: string, draw: Draw): DatacenterSnapshot {
  if (!stands(snapshot, rackType)) return snapshot;
  const positions = snapshot.positions.map((position) => {
    const { occupancy } = position;
    if (occupancy?.rackType?.code !== rackType) return position;
    return { ...position, occupancy: { ...occupancy, rackType: draw(occupancy.rackType) } };
  });
  const changed = { ...snapshot, positions };
  return { ...changed, placed: standingLots(changed, () => true) };
}

const stands = (snapshot: DatacenterSnapshot, rackType: string): boolean =>
  snapshot.positions.some((p) => p.occupancy?.rackType?.code === rackType);

/** Whether anything of the type is asked for, or stands. */
export const knowsRackType = (world: World, rackType: string): boolean =>
  world.asks.some((ask) => ask.rackType === rackType) || world.datacenters.some((d) => stands(d, rackType));

/** What a scenario says of a request's rows takes the place of what a person chose for it before. */
const changeAsk = (world: World, requestId: number, change: (ask: WorldAsk) => WorldAsk): World => ({
  ...world,
  pins: world.pins.filter((chosen) => chosen.requestId !== requestId),
  asks: world.asks.map((ask) => (ask.id === requestId ? change(ask) : ask)),
});

/** The request goes to this row or nowhere; where a rule bars it from the row, nowhere. */
export const pin = (world: World, { requestId, datacenterId, rowId }: Of<"pin">): World =>
  changeAsk(world, requestId, (ask) => ({
    ...ask,
    datacenterIds: [datacenterId],
    allowedRowIds: [rowId].filter((id) => ask.allowedRowIds?.includes(id) ?? true),
  }));

/** The request goes to any row that it might have gone to, but for this one. */
export const forbid = (world: World, { requestId, rowId }: Of<"forbid">): World =>
  changeAsk(world, requestId, (ask) => {
    const here = world.datacenters.filter((d) => ask.datacenterIds.includes(d.id));
    const rows = ask.allowedRowIds ?? here.flatMap((d) => d.model.rows.map((row) => row.id));
    return { ...ask, allowedRowIds: rows.filter((id) => id !== rowId) };
  });
