import type { ImportProposal, ProposedNoun } from "@headroom/core/topology/proposal/types";
import type pg from "pg";
import { copyRows } from "../../copy";
import type { IdOf } from "./nouns";

interface Nouns {
  readonly created: readonly ProposedNoun[];
  readonly changed: readonly ProposedNoun[];
}

/** Takes the feeds of positions out; `writeFeeds` puts in what they have then. */
export async function takeFeedsOut(sql: pg.ClientBase, positionIds: readonly number[]): Promise<void> {
  if (positionIds.length > 0)
    await sql.query("DELETE FROM position_feed WHERE position_id = ANY($1::int[])", [positionIds]);
}

/** Feeds of new and changed positions; those of before have been taken out. The rule of two feeds is asked when the transaction ends. */
export async function writeFeeds(
  sql: pg.ClientBase,
  { positions }: ImportProposal,
  { created, changed }: Nouns,
  id: IdOf,
): Promise<void> {
  if (created.length + changed.length === 0) return;
  const written = new Set([...created, ...changed].map((n) => n.key));
  await copyRows(sql, {
    table: "position_feed",
    columns: ["position_id", "slot", "device_id", "top_id", "room_id", "provenance"],
    rows: positions
      .filter((p) => written.has(p.key))
      .flatMap((p) =>
        p.feeds.map((feed) => [
          id("position", p.key),
          feed.slot,
          id("power_device", feed.deviceKey),
          id("power_device", feed.topKey),
          id("room", p.roomKey),
          feed.provenance,
        ]),
      ),
  });
}

/**
 * Where new and changed racks stand, from `today`. A changed rack that stands where it stood keeps its occupancy; one that moved has its
 * old one ended first, for all of them before any new one begins, so that racks may trade places. A retired rack stands nowhere.
 */
export async function writeOccupancies(
  sql: pg.ClientBase,
  { racks }: ImportProposal,
  { created, changed }: Nouns,
  id: IdOf,
  today: string,
): Promise<void> {
  const isNew = new Set(created.map((n) => n.key));
  const isChanged = new Set(changed.map((n) => n.key));
  const placed = racks
    .filter((rack) => isNew.has(rack.key) || isChanged.has(rack.key))
    .map((rack) => ({
      fresh: isNew.has(rack.key),
      rackId: id("rack", rack.key),
      positionId: rack.state === "retired" ? null : id("position", rack.positionKey),
    }));
  if (placed.length === 0) return;
  const old = placed.filter((p) => !p.fresh);
  const { rows } = await sql.query<{ rack_id: number; position_id: number }>(
    "SELECT rack_id, position_id FROM occupancy WHERE rack_id = ANY($1::int[]) AND valid_to IS NULL",
    [old.map((p) => p.rackId)],
  );
  const stands = new Map(rows.map((row) => [row.rack_id, row.position_id]));
  const moved = old.filter((p) => stands.get(p.rackId) !== (p.positionId ?? undefined));
  if (moved.length > 0) {
    const ids = moved.map((p) => p.rackId);
    // What began today would be empty when it ended today; a stay that would end some day ends today, too.
    const after = "(valid_to IS NULL OR valid_to > $2::date)";
    await sql.query(`DELETE FROM occupancy WHERE rack_id = ANY($1::int[]) AND ${after} AND valid_from >= $2::date`, [
      ids,
      today,
    ]);
    await sql.query(`UPDATE occupancy SET valid_to = $2::date WHERE rack_id = ANY($1::int[]) AND ${after}`, [
      ids,
      today,
    ]);
  }
  const begin = [...placed.filter((p) => p.fresh), ...moved].filter((p) => p.positionId !== null);
  await copyRows(sql, {
    table: "occupancy",
    columns: ["position_id", "kind", "valid_from", "rack_id"],
    rows: begin.map((p) => [p.positionId, "occupied", today, p.rackId]),
  });
}
