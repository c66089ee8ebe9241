import type { ChangedRecord, RecordRepository } from "@headroom/services/ports/records";
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
