import { nounsOf } from "@headroom/core/topology/proposal/references";
import type { ImportProposal, NounKind, ProposedNoun } from "@headroom/core/topology/proposal/types";
import type { ImportContext, Obstacle } from "@headroom/services/ports/imports";
import type pg from "pg";
import { select } from "../../sql";

type Standing = Pick<ImportContext, "known" | "today">;

/** Codes, names, positions and units that something has which the proposal does not write. */
export async function obstacles(sql: pg.ClientBase, proposal: ImportProposal, standing: Standing): Promise<Obstacle[]> {
  const look = looking(proposal, standing);
  return [
    ...(await takenCodes(sql, proposal, standing)),
    ...(await takenWithin(sql, look)),
    ...(await takenPositions(sql, proposal, standing)),
    ...(await takenUnits(sql, look)),
    ...(await takenReservations(sql, look)),
  ];
}

interface Looking {
  /** Nouns of a kind that will be written, and those of them in which one of the fields becomes another. */
  readonly written: <T extends ProposedNoun>(list: readonly T[], kind: NounKind, fields: readonly (keyof T)[]) => T[];
  /** Number of a known row; undefined: it is new. */
  readonly idOf: (kind: NounKind, key: string) => number | undefined;
  /** Numbers of known rows of a kind that will be written. */
  readonly changed: (kind: NounKind) => number[];
  readonly proposal: ImportProposal;
}

function looking(proposal: ImportProposal, { known }: Standing): Looking {
  const before = (kind: NounKind, key: string) => known.get(kind)?.get(key);
  return {
    proposal,
    idOf: (kind, key) => before(kind, key)?.localId,
    written: (list, kind, fields) =>
      list.filter((noun) => {
        const { digest, said } = before(kind, noun.key) ?? {};
        if (digest === noun.ref.digest) return false;
        // nouns of one kind
        const sayings = said as readonly (typeof noun)[] | undefined;
        return sayings === undefined || fields.some((field) => sayings.every((one) => one[field] !== noun[field]));
      }),
    changed: (kind) =>
      nounsOf[kind](proposal).flatMap(({ key, ref }) => {
        const noun = before(kind, key);
        return noun && noun.digest !== ref.digest ? [noun.localId] : [];
      }),
  };
}

const coded = ["region", "hardware_family", "datacenter", "server_type", "rack_type", "rack"] as const;

/** Ids by code. */
export async function byCode(sql: pg.ClientBase, table: (typeof coded)[number], codes: readonly string[]) {
  const rows = await select<{ id: number; code: string }>(
    sql,
    `imports.codes-${table}`,
    `SELECT id, code FROM ${table} WHERE code = ANY($1::text[])`,
    [codes],
  );
  return new Map(rows.map((row) => [row.code, row.id]));
}

async function takenCodes(sql: pg.ClientBase, proposal: ImportProposal, { known }: Standing): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  for (const kind of coded) {
    const nouns: readonly (ProposedNoun & { readonly code: string })[] = nounsOf[kind](proposal);
    const holders = await byCode(
      sql,
      kind,
      nouns.map((n) => n.code),
    );
    // codes of known nouns may move among themselves: they are parked before they are written
    const ours = new Set([...(known.get(kind)?.values() ?? [])].map(({ localId }) => localId));
    for (const { key, code } of nouns) {
      const holder = holders.get(code);
      if (holder !== undefined && !ours.has(holder)) found.push({ kind, key, value: code, why: "code_taken" });
    }
  }
  return found;
}

/** Codes that are one's own within something, and names of devices in their rack. */
async function takenWithin(sql: pg.ClientBase, { proposal, written, idOf, changed }: Looking): Promise<Obstacle[]> {
  const within = [
    ...written(proposal.rooms, "room", ["code", "datacenterKey"]).map((n) => ({
      ...{ kind: "room", key: n.key, name: n.code, table: "room", of: "datacenter_id", column: "code" },
      scope: idOf("datacenter", n.datacenterKey),
    })),
    ...(["row", "cooling_zone", "power_device", "network_zone"] as const).flatMap((kind) => {
      const nouns: readonly (ProposedNoun & { readonly code: string; readonly roomKey: string })[] =
        nounsOf[kind](proposal);
      return written(nouns, kind, ["code", "roomKey"]).map((n) => ({
        ...{ kind, key: n.key, name: n.code, table: kind, of: "room_id", column: "code" },
        scope: idOf("room", n.roomKey),
      }));
    }),
    ...written(proposal.servers, "server", ["name", "rackKey"]).map((n) => ({
      ...{ kind: "server", key: n.key, name: n.name, table: "server", of: "rack_id", column: "name" },
      scope: idOf("rack", n.rackKey),
    })),
  ] as const;
  const found: Obstacle[] = [];
  for (const kind of ["room", "row", "cooling_zone", "power_device", "network_zone", "server"] as const) {
    const own = within.filter((one) => one.kind === kind && one.scope !== undefined);
    const [first] = own;
    if (first === undefined) continue;
    const taken = await select<{ scope: number; name: string }>(
      sql,
      `imports.taken-${kind}`,
      `SELECT t."${first.of}" AS scope, t."${first.column}" AS name FROM "${first.table}" t
         JOIN unnest($1::int[], $2::text[]) AS n(scope, name) ON t."${first.of}" = n.scope AND t."${first.column}" = n.name
        WHERE NOT t.id = ANY($3::int[])`,
      [own.map((one) => one.scope), own.map((one) => one.name), changed(kind)],
    );
    const names = new Set(taken.map(({ scope, name }) => `${scope} ${name}`));
    const why = kind === "server" ? "name_taken" : "code_taken";
    for (const { key, name, scope } of own)
      if (names.has(`${scope} ${name}`)) found.push({ kind, key, value: name, why });
  }
  return found;
}

/** Only new and changed racks want a position, and only a known position can be somebody else's. */
async function takenPositions(
  sql: pg.ClientBase,
  proposal: ImportProposal,
  { known, today }: Standing,
): Promise<Obstacle[]> {
  const [racks, positions] = [known.get("rack"), known.get("position")];
  const wanted = proposal.racks.flatMap((rack) => {
    const position = positions?.get(rack.positionKey);
    const changed = racks?.get(rack.key)?.digest !== rack.ref.digest;
    return position && changed && rack.state !== "retired" ? [{ rack, positionId: position.localId }] : [];
  });
  // racks that are written may trade places; one that stays where it is keeps its own
  const ours = proposal.racks.flatMap(({ key, ref }) => {
    const before = racks?.get(key);
    return before && before.digest !== ref.digest ? [before.localId] : [];
  });
  const taken = await select<{ position_id: number }>(
    sql,
    "imports.taken-positions",
    `SELECT DISTINCT position_id FROM occupancy
      WHERE position_id = ANY($1::int[]) AND (valid_to IS NULL OR valid_to > $2::date)
        AND (rack_id IS NULL OR NOT rack_id = ANY($3::int[]))`,
    [wanted.map((w) => w.positionId), today, ours],
  );
  const ids = new Set(taken.map((row) => row.position_id));
  return wanted
    .filter((w) => ids.has(w.positionId))
    .map(({ rack }) => ({ kind: "rack", key: rack.key, value: rack.code, why: "position_taken" }));
}

async function takenUnits(sql: pg.ClientBase, { proposal, written, idOf, changed }: Looking): Promise<Obstacle[]> {
  const wanted = written(proposal.servers, "server", ["rackKey", "startU", "heightU", "face", "state"]).flatMap(
    (one) => {
      const rackId = idOf("rack", one.rackKey);
      return rackId === undefined || one.state === "retired" ? [] : [{ ...one, rackId }];
    },
  );
  if (wanted.length === 0) return [];
  const taken = await select<{ key: string }>(
    sql,
    "imports.taken-units",
    `SELECT DISTINCT n.key FROM unnest($1::text[], $2::int[], $3::float8[], $4::float8[], $5::text[]) AS n(key, rack_id, start_u, height_u, face)
       JOIN server s ON s.rack_id = n.rack_id AND s.state <> 'retired' AND NOT s.id = ANY($6::int[])
        AND s.start_u < n.start_u + n.height_u AND n.start_u < s.start_u + s.height_u
        AND (s.face::text = n.face OR 'both' IN (s.face::text, n.face))`,
    [
      wanted.map(({ key }) => key),
      wanted.map(({ rackId }) => rackId),
      wanted.map(({ startU }) => startU),
      wanted.map(({ heightU }) => heightU),
      wanted.map(({ face }) => face),
      changed("server"),
    ],
  );
  const keys = new Set(taken.map(({ key }) => key));
  return wanted
    .filter(({ key }) => keys.has(key))
    .map(({ key, name }) => ({ kind: "server", key, value: name, why: "units_taken" }));
}

async function takenReservations(
  sql: pg.ClientBase,
  { proposal, written, idOf, changed }: Looking,
): Promise<Obstacle[]> {
  const wanted = written(proposal.unitReservations, "rack_unit_reservation", ["rackKey", "unit"]).flatMap((one) => {
    const rackId = idOf("rack", one.rackKey);
    return rackId === undefined ? [] : [{ ...one, rackId }];
  });
  if (wanted.length === 0) return [];
  const taken = await select<{ rack_id: number; unit: number; code: string }>(
    sql,
    "imports.taken-reservations",
    `SELECT DISTINCT t.rack_id, t.unit, k.code FROM rack_unit_reservation t JOIN rack k ON k.id = t.rack_id
       JOIN unnest($1::int[], $2::int[]) AS n(rack_id, unit) ON t.rack_id = n.rack_id AND t.unit = n.unit
      WHERE NOT t.id = ANY($3::int[])`,
    [wanted.map(({ rackId }) => rackId), wanted.map(({ unit }) => unit), changed("rack_unit_reservation")],
  );
  const units = new Map(taken.map((one) => [`${one.rack_id} ${one.unit}`, `${one.code}, unit ${one.unit}`]));
  return wanted.flatMap(({ key, rackId, unit }) => {
    const value = units.get(`${rackId} ${unit}`);
    return value === undefined ? [] : [{ kind: "rack_unit_reservation", key, value, why: "units_taken" } as const];
  });
}
