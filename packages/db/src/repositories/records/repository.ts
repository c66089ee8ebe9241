import type { ChangedRecord, RackRule, RecordRepository } from "@headroom/services/ports/records";
import type { Transaction } from "../../unit-of-work";
import { keptServers, racksWithDevices } from "./racks";
import { currentRecords, eventsOf, findRecord, pastRecord, recordsWhere, recordVersions } from "./read";
import { removeRecords, renameRecords, stageWanted, writeStaged } from "./write";

export const recordRepository = ({ sql }: Pick<Transaction, "sql">): RecordRepository => ({
  current: (type, ids) => currentRecords(sql, type, ids),
  find: (type, key) => findRecord(sql, type, key),
  where: (type, field, value) => recordsWhere(sql, type, field, value),
  past: (type, id, version) => pastRecord(sql, type, id, version),
  versions: (type, id) => recordVersions(sql, type, id),
  events: (transactions) => eventsOf(sql, transactions),
  racks: (codes, today) => racksWithDevices(sql, codes, today),
  keptServers: (ids, today) => keptServers(sql, ids, today),
  async lock(codes) {
    const { rows } = await sql.query<{ id: number }>(
      "SELECT id FROM datacenter WHERE $1::text[] IS NULL OR code = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE",
      [codes],
    );
    return rows.map(({ id }) => id);
  },
  async rackRules(ids) {
    const found = new Map<number, RackRule[]>();
    if (ids.length === 0) return found;
    const { rows } = await sql.query<RackRule & { rackId: number }>(
      `SELECT rack_id AS "rackId", kind::text AS kind, key_id AS "keyId", lot FROM rack_key WHERE rack_id = ANY($1::int[])
        ORDER BY rack_id, kind`,
      [ids],
    );
    for (const { rackId, ...rule } of rows) found.set(rackId, [...(found.get(rackId) ?? []), rule]);
    return found;
  },
  async giveRackRules(rules) {
    const all = [...rules].flatMap(([rackId, ofRack]) => ofRack.map((rule) => ({ rackId, ...rule })));
    if (all.length === 0) return;
    await sql.query(
      `INSERT INTO rack_key (rack_id, kind, key_id, lot)
         SELECT n.rack_id, k.kind, k.id, n.lot FROM unnest($1::int[], $2::int[], $3::text[]) AS n(rack_id, key_id, lot)
           JOIN placement_key k ON k.id = n.key_id ON CONFLICT DO NOTHING`,
      [all.map(({ rackId }) => rackId), all.map(({ keyId }) => keyId), all.map(({ lot }) => lot)],
    );
  },
  remove: (records) => removeRecords(sql, records),
  rename: (type, records) => renameRecords(sql, type, records),
  stage: (wanted) => stageWanted(sql, wanted),
  write: () => writeStaged(sql),
  async touch(ids) {
    await sql.query("UPDATE datacenter SET version = version + 1 WHERE id = ANY($1::int[])", [ids]);
  },
  async datacentersOfRack(rack) {
    const { rows } = await sql.query<{ code: string }>(
      "SELECT d.code FROM rack k JOIN datacenter d ON d.id = k.datacenter_id WHERE k.code = $1",
      [rack],
    );
    return rows.map(({ code }) => code);
  },
  async keep({ actorId, actorName, reason, objects, undoes }) {
    const { rows } = await sql.query<{ id: number }>(
      "INSERT INTO record_change (actor_id, actor_name, reason, objects, undoes_id) VALUES ($1, $2, $3, $4, $5) RETURNING id",
      [actorId, actorName, reason, JSON.stringify(objects), undoes],
    );
    return rows[0]!.id;
  },
  async change(id) {
    const { rows } = await sql.query<{ id: number; objects: ChangedRecord[]; undoneBy: number | null }>(
      `SELECT c.id, c.objects, (SELECT u.id FROM record_change u WHERE u.undoes_id = c.id) AS "undoneBy"
         FROM record_change c WHERE c.id = $1 FOR UPDATE OF c`,
      [id],
    );
    return rows[0] ?? null;
  },
});
