import type { ContactRecord, ContactRepository, ContactSends, Duty } from "@headroom/services/ports/contacts";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { at, ms } from "../runs/rows";

const columns = `c.id, c.version, c.name, c.organisation, c.channel, c.address, c.secret, ${ms("c.retired_at")} AS "retiredAt",
  coalesce((SELECT json_agg(json_build_object('work', y.work, 'datacenter', d.code) ORDER BY y.work, d.code NULLS FIRST)
              FROM contact_duty y LEFT JOIN datacenter d ON d.id = y.datacenter_id WHERE y.contact_id = c.id), '[]') AS duties`;
/** Duties as a table of work, and the datacenter's id or null. */
const asked = `jsonb_to_recordset($1::jsonb) AS q (work text, datacenter text) LEFT JOIN datacenter d ON d.code = q.datacenter`;

export function contactRepository({ sql }: Pick<Transaction, "sql">): ContactRepository {
  const one = async (id: number, more: string) => {
    const rows = await select<ContactRecord>(
      sql,
      `contacts.one${more}`,
      `SELECT ${columns} FROM contact c WHERE c.id = $1${more}`,
      [id],
    );
    return rows[0] ?? null;
  };
  return {
    list: () =>
      select<ContactRecord & ContactSends>(
        sql,
        "contacts.list",
        `SELECT ${columns}, (SELECT count(*)::int FROM work_order o WHERE o.contact_id = c.id AND o.ended_at IS NULL) AS "openOrders",
                ${ms("(SELECT max(m.ended_at) FROM outbox_message m WHERE m.contact_id = c.id AND m.state = 'sent')")} AS "lastSentAt",
                (SELECT CASE WHEN m.state = 'failed' THEN m.fault END FROM outbox_message m
                  WHERE m.contact_id = c.id AND m.state IN ('sent', 'failed') ORDER BY m.id DESC LIMIT 1) AS fault
           FROM contact c WHERE c.retired_at IS NULL ORDER BY c.name, c.id`,
      ),
    get: (id) => one(id, ""),
    lock: (id) => one(id, " FOR UPDATE"),
    async named(name, except) {
      const rows = await select(
        sql,
        "contacts.named",
        "SELECT 1 FROM contact WHERE name = $1 AND retired_at IS NULL AND id IS DISTINCT FROM $2::int",
        [name, except],
      );
      return rows.length > 0;
    },
    async insert({ name, organisation, channel, address, secret }) {
      const { rows } = await sql.query<{ id: number }>(
        "INSERT INTO contact (name, organisation, channel, address, secret) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        [name, organisation, channel, address, secret],
      );
      return rows[0]!.id;
    },
    async change(id, { name, organisation, channel, address, secret }) {
      await sql.query(
        `UPDATE contact SET name = $2, organisation = $3, channel = $4, address = $5, secret = $6, version = version + 1, changed_at = now()
          WHERE id = $1`,
        [id, name, organisation, channel, address, secret],
      );
    },
    async retire(id, now) {
      await sql.query("DELETE FROM contact_duty WHERE contact_id = $1", [id]);
      await sql.query(
        `UPDATE contact SET retired_at = ${at("$2")}, version = version + 1, changed_at = now() WHERE id = $1`,
        [id, now],
      );
    },
    async dutiesTaken(duties, except) {
      const rows = await select<Duty & { by: string | null; unknown: boolean }>(
        sql,
        "contacts.duties-taken",
        `SELECT q.work, q.datacenter, c.name AS by, (q.datacenter IS NOT NULL AND d.id IS NULL) AS unknown FROM ${asked}
           LEFT JOIN contact_duty y ON y.work = q.work AND y.datacenter_id IS NOT DISTINCT FROM d.id AND y.contact_id IS DISTINCT FROM $2::int
           LEFT JOIN contact c ON c.id = y.contact_id`,
        [JSON.stringify(duties), except],
      );
      return {
        unknown: rows.flatMap(({ unknown, datacenter }) => (unknown ? [datacenter!] : [])),
        taken: rows.flatMap(({ work, datacenter, by, unknown }) =>
          by === null || unknown ? [] : [{ work, datacenter, by }],
        ),
      };
    },
    async setDuties(id, duties) {
      await sql.query("DELETE FROM contact_duty WHERE contact_id = $1", [id]);
      if (duties.length > 0)
        await sql.query(
          `INSERT INTO contact_duty (contact_id, work, datacenter_id) SELECT DISTINCT $2::int, q.work, d.id FROM ${asked}`,
          [JSON.stringify(duties), id],
        );
    },
    async onDuty(datacenterId, works) {
      const rows = await select<{ work: string; id: number; name: string }>(
        sql,
        "contacts.on-duty",
        `SELECT DISTINCT ON (y.work) y.work, c.id, c.name FROM contact_duty y JOIN contact c ON c.id = y.contact_id
          WHERE y.work = ANY($2::text[]) AND (y.datacenter_id IS NULL OR y.datacenter_id = $1) ORDER BY y.work, y.datacenter_id NULLS LAST`,
        [datacenterId, works],
      );
      return new Map(rows.map(({ work, ...contact }) => [work, contact]));
    },
    secrets: () =>
      select(
        sql,
        "contacts.secrets",
        "SELECT id, address, secret FROM contact WHERE secret IS NOT NULL ORDER BY id FOR UPDATE",
      ),
    async reseal(id, secret) {
      await sql.query("UPDATE contact SET secret = $2 WHERE id = $1", [id, secret]);
    },
  };
}
