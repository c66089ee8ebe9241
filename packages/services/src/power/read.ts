import type { DatacenterPower, LastReading, RackPower } from "@headroom/contracts/power";
import { isSilent, measuredRack, NOT_MEASURED, type Reading } from "@headroom/core/capacity/measured";
import { accountPower, type DrawingRack, feedShares } from "@headroom/core/capacity/power";
import { assetMeanings } from "@headroom/core/lifecycle/asset";
import { type Actor, authorize } from "../actor";
import { dayOf, instantOf } from "../days";
import { notFound } from "../errors";
import { cachedFloors } from "../placement/floors";
import type { Ports } from "../ports";
import type { DatacenterSnapshot } from "../ports/fleet";
import type { RackReadings } from "../ports/readings";

const HOUR_MS = 3_600_000;
const silentAfterOf = (ports: Ports): number => ports.meterSilentAfterMs ?? 24 * HOUR_MS;

/** Nameplate, derated and measured of everything that stands in a datacenter, each rack once. Needs fleet.read. Throws NOT_FOUND. */
export async function datacenterPower(
  ports: Ports,
  actor: Actor,
  input: { readonly datacenter: string },
): Promise<DatacenterPower> {
  authorize(actor, "fleet.read");
  const nowMs = ports.clock.now();
  const silentAfterMs = silentAfterOf(ports);
  return ports.work.read(async (repositories) => {
    const datacenter = (await repositories.requests.candidates()).find(({ code }) => code === input.datacenter);
    const [floor] = datacenter ? await cachedFloors(ports.work, repositories, [datacenter], dayOf(nowMs)) : [];
    if (!datacenter || !floor) throw notFound("datacenter", input.datacenter);
    const meters = await repositories.readings.racksOf(datacenter.id, nowMs - silentAfterMs);
    const readings = await repositories.readings.devicesOf(datacenter.id);
    const account = accountPower(floor.dc, drawing(floor.snapshot, meters));
    const { names, model } = floor.snapshot;
    const roomOf = <T extends { readonly id: string; readonly roomId: string }>(parts: readonly T[]) =>
      new Map(parts.map(({ id, roomId }) => [id, roomId]));
    const [rowRoom, deviceRoom, zoneRoom] = [roomOf(model.rows), roomOf(model.devices), roomOf(model.coolingZones)];
    return {
      ...{ datacenter: floor.snapshot.code, asOf: instantOf(nowMs), silentAfterHours: silentAfterMs / HOUR_MS },
      total: account.total,
      rooms: account.rooms.map((room) => ({ ...room, code: names.rooms.get(room.id)?.code ?? room.id })),
      rows: account.rows.map((row) => ({
        ...row,
        ...{ code: names.rows.get(row.id)?.code ?? row.id, roomId: rowRoom.get(row.id)! },
      })),
      devices: account.devices.map((device) => ({
        ...device,
        ...{
          code: names.devices.get(device.id)?.code ?? device.id,
          kind: names.devices.get(device.id)?.kind ?? "feed",
        },
        ...{ roomId: deviceRoom.get(device.id)! },
        reading: lastReading(readings.get(Number(device.id)), nowMs, silentAfterMs),
      })),
      zones: account.zones.map((zone) => ({
        ...zone,
        ...{ code: names.coolingZones.get(zone.id)?.code ?? zone.id, roomId: zoneRoom.get(zone.id)! },
      })),
    };
  });
}

/** Racks that stand today. One that takes several positions is counted on the first. */
function drawing(snapshot: DatacenterSnapshot, meters: readonly RackReadings[]): DrawingRack[] {
  const of = new Map<number, RackReadings>();
  for (const meter of meters) of.set(meter.rackId, meter);
  const counted = new Set<number>();
  const racks: DrawingRack[] = [];
  // ten thousand racks at a time: one object each, and none on the way
  for (const { groupId, occupancy } of snapshot.positions) {
    if (occupancy?.kind !== "occupied" || occupancy.validFrom > snapshot.asOf) continue;
    const { rackId, rackType, rackState } = occupancy;
    if (rackId === null || rackType === null || rackState === "retired" || counted.has(rackId)) continue;
    counted.add(rackId);
    const meter = of.get(rackId);
    racks.push({
      groupId,
      nameplateW: rackType.powerW,
      deratedW: rackType.deratedW,
      coolingW: rackType.coolingW,
      weightKg: rackType.weightKg ?? 0,
      measured: meter ? measuredRack(meter.own, meter.inside) : NOT_MEASURED,
      runs: rackState !== null && assetMeanings[rackState].drawing,
    });
  }
  return racks;
}

function lastReading(reading: Reading | null | undefined, nowMs: number, silentAfterMs: number): LastReading | null {
  if (!reading) return null;
  return {
    powerW: reading.powerW,
    at: instantOf(reading.atMs),
    silent: isSilent(reading, nowMs, silentAfterMs),
  };
}

/** What the meters of a rack, of its servers and of its feeds say, and what its feeds carry of it. Needs fleet.read. Throws NOT_FOUND. */
export async function rackPower(
  ports: Ports,
  actor: Actor,
  { rackId }: { readonly rackId: number },
): Promise<RackPower> {
  authorize(actor, "fleet.read");
  const nowMs = ports.clock.now();
  const silentAfterMs = silentAfterOf(ports);
  const last = (reading: Reading | null | undefined) => lastReading(reading, nowMs, silentAfterMs);
  return ports.work.read(async ({ readings }) => {
    const rack = await readings.rack(rackId);
    if (!rack) throw notFound("rack", rackId);
    const meters = await readings.devices(rack.feeds.map((feed) => feed.deviceId));
    const heard = (reading: Reading | null) => (isSilent(reading, nowMs, silentAfterMs) ? null : reading);
    const inside = rack.servers.flatMap(({ reading }) => heard(reading) ?? []);
    const own = heard(rack.own);
    const measured = measuredRack(own, {
      servers: rack.servers.length,
      read: inside.length,
      powerW: inside.reduce((sum, { powerW }) => sum + powerW, 0),
      oldestMs: inside.reduce<number | null>((least, { atMs }) => Math.min(least ?? atMs, atMs), null),
    });
    const shares = feedShares(rack.feeds.map((feed) => feed.top));
    return {
      ...{ rackId, asOf: instantOf(nowMs), silentAfterHours: silentAfterMs / HOUR_MS },
      ...{ measuredW: measured.powerW, partial: measured.partial },
      at: measured.atMs === null ? null : instantOf(measured.atMs),
      from: measured.powerW === null ? null : own ? "rack" : "servers",
      reading: last(rack.own),
      servers: rack.servers.flatMap(({ id, reading }) => {
        const said = last(reading);
        return said ? [{ id, ...said }] : [];
      }),
      feeds: rack.feeds.map(({ slot, deviceId }, i) => ({ slot, ...shares[i]!, reading: last(meters.get(deviceId)) })),
      ...{ weightKg: rack.weightKg, positionLimitKg: rack.positionLimitKg },
    };
  });
}
