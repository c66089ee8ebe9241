import type { Floor, FloorPosition } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import { accountOf } from "../capacity/refresh";
import { notFound } from "../errors";
import { cachedFloors } from "../placement/floors";
import type { Ports } from "../ports";
import type { StoredAccount } from "../ports/capacity";
import type { DatacenterSnapshot, SnapshotPosition } from "../ports/fleet";
import type { Repositories } from "../ports/repositories";

/**
 * What a snapshot comes to on a screen, with the account that was stored for it. Kept as long as the snapshot is (placement/floors.ts): the same object
 * as long as it tells the same, so that it is packed once.
 */
const drawn = new WeakMap<DatacenterSnapshot, { readonly asOf: string; readonly floor: Floor }>();

/** The same for days to come, by day; nothing is stored for them. */
const ahead = new WeakMap<DatacenterSnapshot, Map<string, Floor>>();

/**
 * Every position of a datacenter with what stands and is promised on it, and the stored loads of every device for every failure. With a plan,
 * where it would put its racks, too; `inDays`: as it will stand by what is dated today. Answers from memory while the datacenter's version and the day are the same. Throws NOT_FOUND for an
 * unknown datacenter or plan.
 */
export async function getFloor(
  ports: Ports,
  actor: Actor,
  input: { readonly code: string; readonly planId?: number; readonly inDays?: number },
): Promise<Floor> {
  authorize(actor, "capacity.read");
  const now = new Date(ports.clock.now()).toISOString();
  return ports.work.read(async (repositories) => {
    const { capacity, inventory } = repositories;
    const datacenter = (await repositories.requests.candidates()).find(({ code }) => code === input.code);
    if (!datacenter) throw notFound("datacenter", input.code);
    const [open] = await cachedFloors(ports.work, repositories, [datacenter], now.slice(0, 10));
    if (!open) throw notFound("datacenter", input.code);
    const plan = input.planId === undefined ? null : await inventory.planOnFloor(input.planId, datacenter.id);
    if (input.planId !== undefined && plan === null) throw notFound("plan", input.planId);
    if (input.inDays) return withPlan(await floorAhead(repositories, open.snapshot, input.inDays, now), plan);
    const [stored] = await capacity.totals([datacenter.id]);
    const known = drawn.get(open.snapshot);
    if (known && known.asOf === stored?.asOf) return withPlan(known.floor, plan);
    // Only a datacenter whose first account is still to be stored is computed here.
    const account = (await capacity.account(datacenter.id)) ?? {
      datacenterId: datacenter.id,
      version: datacenter.version,
      asOf: now,
      account: accountOf(open.snapshot),
    };
    const floor = floorOf(open.snapshot, account);
    drawn.set(open.snapshot, { asOf: account.asOf, floor });
    return withPlan(floor, plan);
  });
}

const withPlan = (floor: Floor, plan: Floor["plan"]): Floor => (plan === null ? floor : { ...floor, plan });

/** The floor so many days from now, by what is dated today, of a datacenter whose snapshot of today is at hand. Kept as long as that is. */
export async function floorAhead(
  repositories: Pick<Repositories, "fleet">,
  today: DatacenterSnapshot,
  inDays: number,
  now: string,
): Promise<Floor> {
  const on = dayAfter(now, inDays);
  const days = ahead.get(today) ?? new Map<string, Floor>();
  ahead.set(today, days);
  const found = days.get(on) ?? (await drawnOn(repositories, today, on, now));
  days.set(on, found);
  return found;
}

/** The floor on a day to come: its account is of what is there by then. */
async function drawnOn(
  { fleet }: Pick<Repositories, "fleet">,
  today: DatacenterSnapshot,
  on: string,
  now: string,
): Promise<Floor> {
  const snapshot = await fleet.loadDatacenter({ id: today.id }, on);
  if (!snapshot) throw notFound("datacenter", today.code);
  const account = { datacenterId: today.id, version: snapshot.version, asOf: now, account: accountOf(snapshot) };
  return { ...floorOf(snapshot, account), ahead: { on, left: leftBy(today, on) } };
}

export const dayAfter = (now: string, days: number): string =>
  new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);

/** What stands on the day of the snapshot and has left by another. */
const leftBy = ({ positions }: DatacenterSnapshot, on: string): NonNullable<Floor["ahead"]>["left"] =>
  positions.flatMap(({ id, occupancy }) =>
    occupancy?.kind === "occupied" && occupancy.validTo !== null && occupancy.validTo <= on
      ? [{ positionId: id, rack: occupancy.rackCode, type: occupancy.rackType?.code ?? null, on: occupancy.validTo }]
      : [],
  );

function floorOf(snapshot: DatacenterSnapshot, { account, asOf }: StoredAccount): Floor {
  const { model, names } = snapshot;
  const byRow = new Map<string, FloorPosition[]>(model.rows.map((row) => [row.id, []]));
  const today = asOf.slice(0, 10);
  for (const position of snapshot.positions) byRow.get(position.rowId)?.push(floorPosition(position, today));
  const groupAccounts = new Map(account.groups.map((g) => [g.id, g]));
  const code = (id: string) => names.devices.get(id)?.code ?? id;
  const worst = account.worstFailure;
  return {
    datacenter: {
      id: snapshot.id,
      code: snapshot.code,
      name: snapshot.name,
      region: snapshot.region.code,
      zone: snapshot.zone.code,
      version: snapshot.version,
      asOf,
    },
    rooms: model.rooms.map(({ id }) => ({
      id,
      code: names.rooms.get(id)?.code ?? id,
      name: names.rooms.get(id)?.name ?? id,
      rows: model.rows
        .filter((row) => row.roomId === id)
        .map((row) => ({
          id: row.id,
          code: names.rows.get(row.id)?.code ?? row.id,
          sequence: names.rows.get(row.id)?.sequence ?? 0,
          ports: row.ports ?? null,
          positions: byRow.get(row.id) ?? [],
        })),
    })),
    groups: model.groups.map(({ id, rowId, feeds, coolingZoneId, positions, positionWeightLimitKg }) => {
      const of = groupAccounts.get(id);
      return {
        id,
        rowId,
        feeds: [...feeds],
        coolingZoneId,
        weightLimitKg: positionWeightLimitKg ?? null,
        positions,
        free: of?.free ?? 0,
        stranded: of?.stranded ?? 0,
        strandedCause: of?.strandedCause ?? null,
      };
    }),
    devices: account.devices.map((device) => ({
      ...device,
      code: code(device.id),
      kind: names.devices.get(device.id)?.kind ?? "row_device",
      afterFailureW: { ...device.afterFailureW },
    })),
    coolingZones: account.coolingZones.map((z) => ({ ...z, code: names.coolingZones.get(z.id)?.code ?? z.id })),
    accounts: account.total,
    roomAccounts: Object.fromEntries(account.rooms.map((room) => [room.id, room.resources])),
    worstFailure: worst && {
      device: code(worst.deviceId),
      failed: code(worst.failedTopId),
      datacenter: snapshot.code,
      loadW: worst.loadW,
      limitW: worst.limitW,
    },
    plan: null,
  };
}

/** Absent fields stay absent: thousands of positions travel. */
function floorPosition(
  { id, number, groupId, blockedReason, assumed, occupancy }: SnapshotPosition,
  today: string,
): FloorPosition {
  const position: FloorPosition = { id, n: number, g: groupId };
  if (assumed) position.assumed = true;
  if (blockedReason !== null) {
    position.o = "blocked";
    position.note = blockedReason;
  }
  if (!occupancy) return position;
  const { kind, rackCode, rackId, rackType, planId, note } = occupancy;
  position.o = kind;
  if (rackCode !== null) position.rack = rackCode;
  if (rackId !== null) position.rackId = rackId;
  if (planId !== null) position.planId = planId;
  if (note !== null) position.note = note;
  if (occupancy.validFrom > today) position.from = occupancy.validFrom;
  if (occupancy.validTo !== null) position.to = occupancy.validTo;
  if (rackType) {
    position.type = rackType.code;
    position.powerW = rackType.powerW;
    position.deratedW = rackType.deratedW;
    position.coolingW = rackType.coolingW;
    if (rackType.weightKg) position.weightKg = rackType.weightKg;
    if (rackType.ports) position.ports = rackType.ports;
  }
  return position;
}
