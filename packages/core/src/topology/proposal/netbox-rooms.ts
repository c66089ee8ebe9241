import { naturalOrder } from "../../foundation/natural-order";
import { uniqueCodes } from "./draft";
import { groupBy, indexById, type NetboxContext } from "./netbox-context";
import type { NetboxLocation, NetboxRack } from "./netbox-inventory";
import { notesOf } from "./netbox-notes";
import { datacenterKey } from "./netbox-regions";
import type { ProposedRoom, ProposedRow } from "./types";

/** A proposed row and the racks that stand in it, in the order of its positions. */
export interface RowPlan {
  readonly row: ProposedRow;
  readonly racks: readonly NetboxRack[];
}

export interface RoomsPlan {
  readonly rooms: readonly ProposedRoom[];
  readonly rows: readonly RowPlan[];
  /** By rack id. */
  readonly roomOfRack: ReadonlyMap<string, string>;
  /** The rooms a panel feeds racks in, or the one it stands in; by panel id, at least one. */
  readonly roomsOfPanel: ReadonlyMap<string, readonly string[]>;
}

/** NetBox does not say what a location is: one named so and with nothing below it is read as a row. */
const ROW_NAME = /^(row|aisle|reihe|rang|rangée|rij|fila)\b/i;

const siteRoomKey = (siteId: string) => `site:${siteId}/room`;
const locationKey = (id: string) => `location:${id}`;

/**
 * Rooms and rows from locations. A location named like a row is a row of the room above it; any other that holds racks, panels or
 * rows, or has nothing below it, is a room; the rest only group rooms. What has no room gets one proposed room per site, racks
 * without a row stand in proposed rows of at most `positionsPerRow`, by name.
 */
export function planRooms(context: NetboxContext): RoomsPlan {
  const { inventory, draft } = context;
  const locations = indexById(inventory.locations);
  const parents = new Set(inventory.locations.map((location) => location.parentId));
  const isRow = (location: NetboxLocation) => !parents.has(location.id) && ROW_NAME.test(location.name);
  const rowLocations = inventory.locations.filter(isRow);
  const holding = new Set(
    [...inventory.racks, ...inventory.powerPanels, ...rowLocations.map(asHeld)].map((x) => x.locationId),
  );
  const isRoom = (location: NetboxLocation) =>
    !isRow(location) && (holding.has(location.id) || !parents.has(location.id));
  const roomLocations = inventory.locations.filter(isRoom);
  const roomKeyAt = (siteId: string, locationId: string | null): string => {
    const location = locationId === null ? undefined : locations.get(locationId);
    if (location === undefined) return siteRoomKey(siteId);
    return isRow(location) ? roomKeyAt(siteId, location.parentId) : locationKey(location.id);
  };
  const roomOfRack = new Map(inventory.racks.map((rack) => [rack.id, roomKeyAt(rack.siteId, rack.locationId)]));
  const feedsByPanel = groupBy(inventory.powerFeeds, (feed) => feed.panelId);
  const roomsOfPanel = new Map(
    inventory.powerPanels.map((panel) => {
      const fed = (feedsByPanel.get(panel.id) ?? []).flatMap((feed) => roomOfRack.get(feed.rackId ?? "") ?? []);
      return [panel.id, fed.length > 0 ? [...new Set(fed)] : [roomKeyAt(panel.siteId, panel.locationId)]];
    }),
  );
  const used = new Set([
    ...roomOfRack.values(),
    ...[...roomsOfPanel.values()].flat(),
    ...rowLocations.map((location) => roomKeyAt(location.siteId, location.id)),
  ]);
  const proposedFor = inventory.sites.filter((site) => used.has(siteRoomKey(site.id))).map((site) => site.id);
  const rooms = nameRooms(context, roomLocations, locations, proposedFor);
  explainLocations(context, roomLocations, rowLocations);
  const noRoom = inventory.racks.filter(
    (rack) => roomOfRack.get(rack.id) === siteRoomKey(rack.siteId) && rack.locationId === null,
  );
  const rackText = {
    subject: "racks without a location",
    what: "stand in the proposed room of their site",
    why: "NetBox names no location",
  };
  draft.assume(
    "room",
    "racks without a location",
    rackText,
    noRoom.map((rack) => `rack:${rack.id}`),
  );
  const rowsOfRoom = groupBy(rowLocations, (location) => roomKeyAt(location.siteId, location.id));
  const racksOfRoom = groupBy(inventory.racks, (rack) => roomOfRack.get(rack.id));
  const rows = rooms.flatMap(({ key }) =>
    planRows(context, key, rowsOfRoom.get(key) ?? [], racksOfRoom.get(key) ?? []),
  );
  return { rooms, rows, roomOfRack, roomsOfPanel };
}

const asHeld = (location: NetboxLocation) => ({ locationId: location.parentId });

function nameRooms(
  { draft }: NetboxContext,
  roomLocations: readonly NetboxLocation[],
  locations: ReadonlyMap<string, NetboxLocation>,
  proposedFor: readonly string[],
): ProposedRoom[] {
  const isRoom = new Set(roomLocations.map((location) => location.id));
  const fullName = (location: NetboxLocation): string => {
    const parent = location.parentId === null ? undefined : locations.get(location.parentId);
    return parent === undefined || isRoom.has(parent.id) ? location.name : `${fullName(parent)} / ${location.name}`;
  };
  const room = (key: string, siteId: string, code: string, name: string, recorded: boolean) => ({
    key,
    siteId,
    code,
    name,
    recorded,
  });
  const wanted = [
    ...roomLocations.map((l) => room(locationKey(l.id), l.siteId, l.slug, fullName(l), true)),
    ...proposedFor.map((siteId) => room(siteRoomKey(siteId), siteId, "main", "Main room", false)),
  ];
  const rooms: ProposedRoom[] = [];
  for (const [siteId, ofSite] of groupBy(wanted, (one) => one.siteId)) {
    const { codes, changed } = uniqueCodes(
      ofSite.map((r) => ({ key: r.key, code: r.code, suffix: r.key.split(":")[1] ?? "" })),
    );
    const text = { subject: "codes of rooms", what: "the id was added to the code", why: "slugs repeat in the site" };
    draft.assume("code", "room #id", text, changed);
    for (const { key, name, recorded } of ofSite) {
      const provenance = recorded ? "recorded" : "assumed";
      const fields = { key, provenance, code: codes.get(key) ?? key, name, weightLimitKg: null } as const;
      const location = recorded ? locations.get(key.slice(locationKey("").length)) : undefined;
      rooms.push(
        draft.noun<ProposedRoom>("room", {
          ...fields,
          datacenterKey: datacenterKey(siteId),
          ...(location ? notesOf(location) : {}),
        }),
      );
    }
  }
  const why = "racks, rows or panels of the site lie in no location that is a room";
  const text = { subject: "rooms", what: "one room proposed for the site", why };
  draft.assume("room", "one per site", text, proposedFor.map(siteRoomKey));
  return rooms;
}

function explainLocations(
  { inventory, draft }: NetboxContext,
  roomLocations: readonly NetboxLocation[],
  rowLocations: readonly NetboxLocation[],
): void {
  const why = "NetBox does not say what a location is";
  const keys = (list: readonly NetboxLocation[]) => list.map((location) => locationKey(location.id));
  const subject = "locations";
  draft.assume(
    "row",
    "locations named like rows",
    { subject, what: "read as rows of the room above them", why },
    keys(rowLocations),
  );
  draft.assume("room", "other locations", { subject, what: "read as rooms", why }, keys(roomLocations));
  const kept = new Set([...roomLocations, ...rowLocations]);
  const grouping = inventory.locations.filter((location) => !kept.has(location));
  const what = "kept as part of the names of the rooms below them";
  draft.assume("left_out", "locations that only group others", { subject, what, why }, keys(grouping));
}

type Notes = ReturnType<typeof notesOf>;

interface Planned {
  readonly key: string;
  readonly code: string;
  readonly racks: readonly NetboxRack[];
  readonly recorded: boolean;
  /** None of a row that no location stands for. */
  readonly notes: Notes;
}

function planRows(
  { draft, options }: NetboxContext,
  roomKey: string,
  recorded: readonly NetboxLocation[],
  racks: readonly NetboxRack[],
): RowPlan[] {
  const byName = <T extends { readonly name: string; readonly id: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => naturalOrder(a.name, b.name) || naturalOrder(a.id, b.id));
  const inRow = new Set(recorded.map((location) => location.id));
  const byLocation = groupBy(racks, (rack) => rack.locationId);
  const loose = byName(racks.filter((rack) => rack.locationId === null || !inRow.has(rack.locationId)));
  const plans = byName(recorded).map(
    (location): Planned => ({
      key: locationKey(location.id),
      code: location.slug,
      racks: byName(byLocation.get(location.id) ?? []),
      recorded: true,
      notes: notesOf(location),
    }),
  );
  for (let from = 0, n = 1; from < loose.length; from += options.positionsPerRow, n++) {
    const some = loose.slice(from, from + options.positionsPerRow);
    plans.push({ key: `${roomKey}/row:${n}`, code: `r${n}`, racks: some, recorded: false, notes: {} });
  }
  const wanted = plans.map(({ key, code }) => ({ key, code, suffix: key.split(":")[1] ?? "" }));
  const { codes, changed } = uniqueCodes(wanted);
  draft.assume(
    "code",
    "row #id",
    { subject: "codes of rows", what: "the id was added to the code", why: "slugs repeat in the room" },
    changed,
  );
  const subject = "rows";
  const why = "NetBox has no rows";
  const rowText = { subject, what: "racks put into rows by name", why, option: "positionsPerRow" };
  draft.assume(
    "row",
    `at most ${options.positionsPerRow} positions`,
    rowText,
    plans.flatMap((p) => (p.recorded ? [] : [p.key])),
  );
  const orderWhy = "NetBox does not say which rows stand side by side";
  const orderText = { subject, what: "stand in the order of their names, each two sharing a hot aisle", why: orderWhy };
  draft.assume("row_order", "by name", orderText, plans.length > 1 ? plans.map((plan) => plan.key) : []);
  return plans.map((plan, i) => ({
    racks: plan.racks,
    row: draft.noun<ProposedRow>("row", {
      key: plan.key,
      provenance: plan.recorded ? "recorded" : "assumed",
      roomKey,
      code: codes.get(plan.key) ?? plan.key,
      sequence: i + 1,
      ...plan.notes,
    }),
  }));
}
