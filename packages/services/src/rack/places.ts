import type { RackPlaces } from "@headroom/contracts/rack-places";
import { type MoveBreak, moveBreaks } from "@headroom/core/capacity/move-rack";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { notFound } from "../errors";
import { cachedFloors } from "../placement/floors";
import { type Names, namesOf } from "../placement/names";
import type { Ports } from "../ports";
import type { DatacenterSnapshot } from "../ports/fleet";
import type { RuleRecord } from "../ports/overrides";

/**
 * Where a rack that stands may be moved within its datacenter: for every group of positions the limits that it would break there, with the
 * rack itself taken off where it stands; rows that are closed by a freeze today or by a rule to its family. Whether a position is free is
 * told by the floor. Told before anything is moved: it changes nothing. Needs fleet.read. Throws NOT_FOUND for a rack that stands nowhere there.
 */
export async function getRackPlaces(
  ports: Ports,
  actor: Actor,
  input: { readonly datacenter: string; readonly rackId: number },
): Promise<RackPlaces> {
  authorize(actor, "fleet.read");
  const today = dayOf(ports.clock.now());
  return ports.work.read(async (repositories) => {
    const datacenter = (await repositories.requests.candidates()).find(({ code }) => code === input.datacenter);
    if (!datacenter) throw notFound("datacenter", input.datacenter);
    const [open] = await cachedFloors(ports.work, repositories, [datacenter], today);
    const here = open?.snapshot.positions.find((one) => one.occupancy?.rackId === input.rackId);
    const type = here?.occupancy?.rackType;
    if (!open || !here || !type) throw notFound("rack", input.rackId);
    const { snapshot, dc, loads } = open;
    const names = namesOf(snapshot);
    const broken = moveBreaks(loads, type, dc.groupIndex.get(here.groupId) ?? null);
    return {
      rackId: input.rackId,
      rack: here.occupancy?.rackCode ?? "",
      positionId: here.id,
      groups: snapshot.model.groups.flatMap(({ id }, at) => {
        const limits = (broken[at] ?? []).map((one) => toBroken(names, one));
        return limits.length > 0 ? [{ id, limits }] : [];
      }),
      rows: closedRows(snapshot, type.familyCode, await repositories.overrides.rules(), today),
    };
  });
}

const units = {
  power: "W",
  failover: "W",
  cooling: "W",
  roomWeight: "kg",
  positionWeight: "kg",
  ports: "ports",
} as const;

function toBroken(names: Names, { limit, id, failedTopId, load, capacity }: MoveBreak) {
  const subjects: Partial<Record<MoveBreak["limit"], (id: string) => string>> = {
    cooling: names.zone,
    roomWeight: names.room,
    positionWeight: (group) => names.group(group),
    // of a row, or of a network zone
    ports: (subject) => (names.row(subject) === subject ? names.networkZone(subject) : names.row(subject)),
  };
  return {
    limit,
    subject: (subjects[limit] ?? names.device)(id),
    failed: failedTopId === undefined ? null : names.device(failedTopId),
    load,
    capacity,
    unit: units[limit],
  };
}

/** The rows that take none of the family on the day, each with the first thing that closes it. */
function closedRows(
  { model }: DatacenterSnapshot,
  family: string,
  rules: readonly RuleRecord[],
  today: string,
): RackPlaces["rows"] {
  const freezes = (model.freezes ?? []).filter((one) => one.from <= today && today <= one.to);
  return model.rows.flatMap((row): RackPlaces["rows"] => {
    const freeze = freezes.find(
      ({ scope, id }) => scope === "datacenter" || id === (scope === "room" ? row.roomId : row.id),
    );
    if (freeze) {
      const { from, to, reason } = freeze;
      return [{ id: row.id, frozen: { from, to, reason }, rule: null }];
    }
    const rule = rules.find((one) => String(one.rowId) === row.id && (one.family === null || one.family === family));
    return rule ? [{ id: row.id, frozen: null, rule: rule.reason }] : [];
  });
}
