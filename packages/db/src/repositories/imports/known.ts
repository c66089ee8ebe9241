import type { ImportProposal, NounKind } from "@headroom/core/topology/proposal/types";
import type { KnownNoun, KnownNouns } from "@headroom/services/ports/imports";
import type pg from "pg";
import { select } from "../../sql";
import { nounTables } from "./nouns";
import { byCode } from "./obstacles";

/** Nouns of an earlier import, and regions, zones and families that are there under the same code. */
export async function knownNouns(sql: pg.ClientBase, proposal: ImportProposal): Promise<KnownNouns> {
  const known = new Map<NounKind, Map<string, KnownNoun>>(nounTables.map(({ kind }) => [kind, new Map()]));
  const rows = await select<{ kind: NounKind; external_id: string; local_id: number; digest: string; gone: boolean }>(
    sql,
    "imports.refs",
    nounTables
      .map(
        ({ kind, table }) => `SELECT e.kind, e.external_id, e.local_id, e.digest, t.id IS NULL AS gone
           FROM external_ref e LEFT JOIN "${table}" t ON t.id = e.local_id WHERE e.source = $1 AND e.kind = '${kind}'`,
      )
      .join(" UNION ALL "),
    [proposal.source],
  );
  for (const { kind, external_id, local_id, digest, gone } of rows) {
    known.get(kind)?.set(external_id, { localId: local_id, digest, adopted: false, ...(gone ? { gone } : {}) });
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
