import type { ImportProposal, NounKind } from "@headroom/core/topology/proposal/types";
import type { ImportContext, KnownNoun, KnownNouns, Obstacle } from "@headroom/services/ports/imports";
import type pg from "pg";
import { select } from "../../sql";
import { nounTables } from "./nouns";

/** Nouns of an earlier import, and regions, zones and families that are there under the same code. */
export async function knownNouns(sql: pg.ClientBase, proposal: ImportProposal): Promise<KnownNouns> {
  const known = new Map<NounKind, Map<string, KnownNoun>>(nounTables.map(({ kind }) => [kind, new Map()]));
  const rows = await select<{ kind: NounKind; external_id: string; local_id: number; digest: string }>(
    sql,
    "imports.refs",
    "SELECT kind, external_id, local_id, digest FROM external_ref WHERE source = $1",
    [proposal.source],
  );
  for (const row of rows) {
    known.get(row.kind)?.set(row.external_id, { localId: row.local_id, digest: row.digest, adopted: false });
  }
  const adopt = (kind: NounKind, key: string, digest: string, localId: number | undefined) => {
    const ofKind = known.get(kind);
    if (localId !== undefined && ofKind && !ofKind.has(key)) ofKind.set(key, { localId, digest, adopted: true });
  };
  const regions = await byCode(
    sql,
    "region",
    proposal.regions.map((n) => n.code),
  );
  for (const n of proposal.regions) adopt("region", n.key, n.ref.digest, regions.get(n.code));
  const families = await byCode(
    sql,
    "hardware_family",
    proposal.families.map((n) => n.code),
  );
  for (const n of proposal.families) adopt("hardware_family", n.key, n.ref.digest, families.get(n.code));
  const regionIds = [...(known.get("region")?.values() ?? [])].map(({ localId }) => localId);
  const zones = await select<{ id: number; region_id: number; code: string }>(
    sql,
    "imports.zones",
    "SELECT id, region_id, code FROM zone WHERE region_id = ANY($1::int[])",
    [regionIds],
  );
  const zoneIds = new Map(zones.map((z) => [`${z.region_id}/${z.code}`, z.id]));
  for (const n of proposal.zones) {
    const region = known.get("region")?.get(n.regionKey);
    if (region) adopt("zone", n.key, n.ref.digest, zoneIds.get(`${region.localId}/${n.code}`));
  }
  return known;
}

const coded = ["region", "hardware_family", "datacenter", "server_type", "rack_type", "rack"] as const;

async function byCode(sql: pg.ClientBase, table: (typeof coded)[number], codes: readonly string[]) {
  const rows = await select<{ id: number; code: string }>(
    sql,
    `imports.codes-${table}`,
    `SELECT id, code FROM ${table} WHERE code = ANY($1::text[])`,
    [codes],
  );
  return new Map(rows.map((row) => [row.code, row.id]));
}

type Standing = Pick<ImportContext, "known" | "today">;

/** Codes that something else has, and positions that somebody else has. */
export async function obstacles(sql: pg.ClientBase, proposal: ImportProposal, { known, today }: Standing) {
  const found: Obstacle[] = [];
  // Codes of known nouns may move among themselves: they are parked before they are written.
  const own = (kind: NounKind) => new Set([...(known.get(kind)?.values() ?? [])].map(({ localId }) => localId));
  const lists = {
    region: proposal.regions,
    hardware_family: proposal.families,
    datacenter: proposal.datacenters,
    server_type: proposal.serverTypes,
    rack_type: proposal.rackTypes,
    rack: proposal.racks,
  } as const;
  for (const kind of coded) {
    const holders = await byCode(
      sql,
      kind,
      lists[kind].map((n) => n.code),
    );
    const ours = own(kind);
    for (const { key, code } of lists[kind]) {
      const holder = holders.get(code);
      if (holder !== undefined && !ours.has(holder)) found.push({ kind, key, value: code, why: "code_taken" });
    }
  }
  return [...found, ...(await takenPositions(sql, proposal, { known, today }))];
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
  const ours = [...(racks?.values() ?? [])].map(({ localId }) => localId);
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
