import type { DatacenterPower, LastReading, PowerSumDto, RackPower } from "@headroom/contracts/power";
import { isSilent, measuredRack, NOT_MEASURED, type Reading } from "@headroom/core/capacity/measured";
import { accountPower, feedShares, type StandingRack } from "@headroom/core/capacity/power";
import { assetMeanings } from "@headroom/core/lifecycle/asset";
import { type Actor, authorize } from "../actor";
import { dayOf, instantOf } from "../days";
import { notFound } from "../errors";
import { cachedFloors } from "../placement/floors";
import type { Ports } from "../ports";
import type { DatacenterSnapshot } from "../ports/fleet";

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
    const { rackIds, racks } = standing(floor.snapshot);
    const of = new Map(meters.map((meter) => [meter.rackId, meter]));
    const account = accountPower(floor.dc, racks, (rack) => {
      const meter = of.get(rackIds[rack]!);
      return meter ? measuredRack(meter.own, meter.inside) : NOT_MEASURED;
    });
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

interface Standing {
  readonly rackIds: readonly number[];
  readonly racks: readonly StandingRack[];
}

/** Found once for a snapshot, which is kept as long as nothing changes in its datacenter (placement/floors.ts). */
const known = new WeakMap<DatacenterSnapshot, Standing>();

/** Racks that stand today. One that takes several positions is counted on the first. */
function standing(snapshot: DatacenterSnapshot): Standing {
  const found = known.get(snapshot);
  if (found) return found;
  const racks = new Map<number, StandingRack>();
  for (const { groupId, occupancy } of snapshot.positions) {
    if (occupancy?.kind !== "occupied" || occupancy.validFrom > snapshot.asOf) continue;
    const { rackId, rackType, rackState } = occupancy;
    if (rackId === null || rackType === null || rackState === "retired" || racks.has(rackId)) continue;
    racks.set(rackId, {
      groupId,
      nameplateW: rackType.powerW,
      deratedW: rackType.deratedW,
      coolingW: rackType.coolingW,
      weightKg: rackType.weightKg ?? 0,
      runs: rackState !== null && assetMeanings[rackState].drawing,
    });
  }
  const made = { rackIds: [...racks.keys()], racks: [...racks.values()] };
  known.set(snapshot, made);
  return made;
}

/** What the types of the racks that stand in a datacenter come to. */
export function standingTotals(snapshot: DatacenterSnapshot): Pick<PowerSumDto, "racks" | "nameplateW" | "deratedW"> {
  const { racks } = standing(snapshot);
  return {
    racks: racks.length,
    nameplateW: racks.reduce((sum, rack) => sum + rack.nameplateW, 0),
    deratedW: racks.reduce((sum, rack) => sum + rack.deratedW, 0),
  };
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
