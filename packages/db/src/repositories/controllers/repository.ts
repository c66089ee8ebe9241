import { USUAL_POLL_SECONDS } from "@headroom/core/telemetry/controller-polling";
import type {
  ControllerRepository,
  ControllerWrite,
  DueController,
  ListedController,
  LocatedPlace,
  SealedController,
} from "@headroom/services/ports/controllers";
import { instant } from "../../instant";
import { likeAnywhere, select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

type Trust = ListedController["trust"];
type Stored<Row> = Omit<Row, "trust"> & { readonly trust: Trust["kind"]; readonly trustValue: string | null };

/** A controller of a server stands where the server does, wherever that was moved. */
const from = `management_controller m LEFT JOIN server s ON s.id = m.server_id JOIN rack k ON k.id = coalesce(s.rack_id, m.rack_id)
  JOIN datacenter d ON d.id = k.datacenter_id LEFT JOIN server_type t ON t.id = m.server_type_id`;
const pollsEvery = `coalesce(m.poll_seconds, (SELECT p.seconds FROM controller_polling p WHERE p.datacenter_id = d.id), ${USUAL_POLL_SECONDS})`;
const columns = `m.id, m.version, d.code AS datacenter, k.code AS rack, coalesce(s.start_u, m.unit) AS unit, s.name AS server, m.url,
  m.system_path AS system, m.username, m.trust, m.trust_value AS "trustValue", t.code AS "serverType", m.expected_serial AS "expectedSerial",
  ${instant("m.last_seen_at")} AS "lastSeenAt", m.last_fault AS "lastFault", m.poll_seconds AS "pollSeconds", ${pollsEvery} AS "pollsEvery",
  m.poll_failures AS "pollFailures", m.polled,
  (SELECT h.found->'system'->>'biosVersion' FROM server_hardware h WHERE h.server_id = s.id) AS firmware`;
const contacts = {
  answers: "(m.last_seen_at IS NOT NULL AND m.last_fault IS NULL)",
  silent: "m.last_fault IS NOT NULL",
  unasked: "(m.last_seen_at IS NULL AND m.last_fault IS NULL)",
} as const;
const matches = `($1::text IS NULL OR d.code = $1) AND ($2::text IS NULL OR k.code = $2)
  AND ($3::text IS NULL OR k.code ILIKE $3 OR s.name ILIKE $3 OR m.url ILIKE $3)`;
const likeOf = (search: string | undefined) => (search === undefined || search === "" ? null : likeAnywhere(search));
const orderColumns = `o.id, o.what, o.state, o.reason, o.asked_by AS "askedBy", ${instant("o.asked_at")} AS "askedAt", ${instant("o.ended_at")} AS "endedAt", o.result`;
const sealed = `${columns}, m.secret, m.server_id AS "serverId", k.id AS "rackId", m.server_type_id AS "serverTypeId"`;
const at = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;
const stands = "s.state IS DISTINCT FROM 'retired'";

const trustOf = (kind: Trust["kind"], value: string | null): Trust => {
  if (kind === "authority") return { kind, pem: value ?? "" };
  if (kind === "pin") return { kind, sha256: value ?? "" };
  return { kind };
};
const trustText = (trust: Trust) =>
  trust.kind === "authority" ? trust.pem : trust.kind === "pin" ? trust.sha256 : null;
const whole = <Row extends { trust: Trust }>({ trustValue, ...row }: Stored<Row>) =>
  ({ ...row, trust: trustOf(row.trust, trustValue) }) as unknown as Row;

export function controllerRepository({ sql }: Pick<Transaction, "sql">): ControllerRepository {
  const one = async (name: string, where: string, values: readonly unknown[]): Promise<SealedController | null> => {
    const text = `SELECT ${sealed} FROM ${from} WHERE ${where} FOR UPDATE OF m`;
    const [found] = await select<Stored<SealedController>>(sql, name, text, values);
    return found ? whole(found) : null;
  };
  return {
    async list({ datacenter, rack, contact, search, after, limit }) {
      const rows = await select<Stored<ListedController>>(
        sql,
        `controllers.list-${contact ?? "all"}`,
        `SELECT ${columns} FROM ${from} WHERE ${matches} AND m.id > $4 AND ${stands} AND ${contact ? contacts[contact] : "true"}
          ORDER BY m.id LIMIT $5`,
        [datacenter ?? null, rack ?? null, likeOf(search), after, limit],
      );
      return rows.map(whole);
    },

    async counts({ datacenter, rack, search }) {
      const [row] = await select<Readonly<Record<keyof typeof contacts, number>>>(
        sql,
        "controllers.counts",
        `SELECT ${Object.entries(contacts)
          .map(([name, test]) => `count(*) FILTER (WHERE ${test})::int AS ${name}`)
          .join(", ")} FROM ${from} WHERE ${matches} AND ${stands}`,
        [datacenter ?? null, rack ?? null, likeOf(search)],
      );
      return row!;
    },

    async get(id) {
      const [found] = await select<
        Stored<SealedController & { readonly serverState: string | null; readonly foundAt: string | null }>
      >(
        sql,
        "controllers.get",
        `SELECT ${sealed}, s.state::text AS "serverState", (SELECT ${instant("h.found_at")} FROM server_hardware h WHERE h.server_id = s.id) AS "foundAt"
           FROM ${from} WHERE m.id = $1`,
        [id],
      );
      return found ? whole(found) : null;
    },

    async heldBy(rackId) {
      const rows = await select<{ id: number; title: string }>(
        sql,
        "controllers.held-by",
        "SELECT n.id, n.title FROM run_subject x JOIN run n ON n.id = x.run_id WHERE x.holds AND x.rack_id = $1 LIMIT 1",
        [rackId],
      );
      return rows[0] ?? null;
    },

    orders: (controllerId, limit) =>
      select(
        sql,
        "controllers.orders",
        `SELECT ${orderColumns} FROM controller_order o WHERE o.controller_id = $1 ORDER BY o.id DESC LIMIT $2`,
        [controllerId, limit],
      ),

    async addOrder({ controllerId, what, reason, askedById, askedBy, atMs }) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO controller_order (controller_id, what, reason, asked_by_id, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, ${at("$6")})
         ON CONFLICT (controller_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
        [controllerId, what, reason, askedById, askedBy, atMs],
      );
      return rows[0]?.id ?? null;
    },

    takeOrders: (nowMs, untilMs, limit) =>
      select(
        sql,
        "controllers.take-orders",
        `WITH free AS (
           SELECT id, state = 'working' AS lost FROM controller_order WHERE ended_at IS NULL AND (taken_until IS NULL OR taken_until <= ${at("$1")})
            ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)
         UPDATE controller_order o SET state = 'working', taken_until = ${at("$2")} FROM free WHERE o.id = free.id
         RETURNING o.id, o.controller_id AS "controllerId", o.what, free.lost AS "isLost", o.asked_by AS "askedBy"`,
        [nowMs, untilMs, limit],
      ),

    async endOrder(id, atMs, state, result) {
      await sql.query(
        `UPDATE controller_order SET state = $3, ended_at = ${at("$2")}, taken_until = NULL, result = $4 WHERE id = $1 AND ended_at IS NULL`,
        [id, atMs, state, result === null ? null : JSON.stringify(result)],
      );
      // what it draws now is another thing
      await sql.query(
        "UPDATE management_controller SET poll_at = NULL WHERE id = (SELECT controller_id FROM controller_order WHERE id = $1)",
        [id],
      );
    },

    lock: (id) => one("controllers.lock", "m.id = $1", [id]),

    at: (place) =>
      place.kind === "server"
        ? one("controllers.at-server", "m.server_id = $1", [place.serverId])
        : one("controllers.at-unit", `k.id = $1 AND coalesce(s.start_u, m.unit) = $2 AND ${stands}`, [
            place.rackId,
            place.unit,
          ]),

    async ofRack(rackId) {
      const rows = await select<Stored<SealedController>>(
        sql,
        "controllers.of-rack",
        `SELECT ${sealed} FROM ${from} WHERE k.id = $1 AND ${stands} ORDER BY coalesce(s.start_u, m.unit), m.id`,
        [rackId],
      );
      return rows.map(whole);
    },

    async locate(place) {
      if (place.kind === "server") {
        const [found] = await select<{ id: number }>(
          sql,
          "controllers.server",
          "SELECT s.id FROM rack k JOIN server s ON s.rack_id = k.id WHERE k.code = $1 AND s.name = $2 AND s.state <> 'retired' FOR UPDATE OF s",
          [place.rack, place.server],
        );
        return found ? { kind: "server", serverId: found.id } : { missing: `${place.server} in ${place.rack}` };
      }
      const [rack] = await select<{ id: number; height_u: number; server: number | null }>(
        sql,
        "controllers.unit",
        `SELECT k.id, k.height_u, (SELECT s.id FROM server s WHERE s.rack_id = k.id AND s.start_u = $2 AND s.state <> 'retired' LIMIT 1) AS server
           FROM rack k WHERE k.code = $1 AND k.state <> 'retired' FOR UPDATE`,
        [place.rack, place.unit],
      );
      if (!rack) return { missing: `rack ${place.rack}` };
      // a server stands there already: the controller is its own
      if (rack.server !== null) return { kind: "server", serverId: rack.server };
      if (place.unit > rack.height_u) return { missing: `unit ${place.unit} of ${place.rack}` };
      return { kind: "unit", rackId: rack.id, unit: place.unit };
    },

    async serverType(code) {
      const [found] = await select<{ id: number }>(
        sql,
        "controllers.type",
        "SELECT id FROM server_type WHERE code = $1",
        [code],
      );
      return found?.id ?? null;
    },

    async addressAt({ url, system, serial }, except) {
      const [found] = await select<{ name: string }>(
        sql,
        "controllers.address",
        `SELECT k.code || ' ' || coalesce(s.name, 'U' || m.unit) AS name FROM ${from}
          WHERE m.url = $1 AND m.system_path IS NOT DISTINCT FROM $2::text AND m.id IS DISTINCT FROM $3
            AND ($2::text IS NOT NULL OR $4::text IS NULL OR m.expected_serial IS NULL OR m.expected_serial = $4)`,
        [url, system, except, serial],
      );
      return found?.name ?? null;
    },

    async insert({ place, ...write }) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO management_controller (server_id, rack_id, unit, url, system_path, username, secret, trust, trust_value, server_type_id,
           expected_serial, poll_seconds)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
        [...placeValues(place), ...writeValues(write)],
      );
      return rows[0]!.id;
    },

    async change(id, write) {
      await sql.query(
        `UPDATE management_controller SET url = $2, system_path = $3, username = $4, secret = $5, trust = $6, trust_value = $7, server_type_id = $8,
                expected_serial = $9, poll_seconds = $10, poll_at = NULL, poll_failures = 0, version = version + 1, changed_at = now() WHERE id = $1`,
        [id, ...writeValues(write)],
      );
    },

    async attach(id, serverId) {
      await sql.query(
        "UPDATE management_controller SET server_id = $2, rack_id = NULL, unit = NULL, version = version + 1, changed_at = now() WHERE id = $1",
        [id, serverId],
      );
    },

    async remove(id) {
      await sql.query("DELETE FROM management_controller WHERE id = $1", [id]);
    },

    async note(id, atMs, fault) {
      await sql.query(
        `UPDATE management_controller SET last_fault = $3, last_seen_at = CASE WHEN $3::jsonb IS NULL THEN to_timestamp($2 / 1000.0) ELSE last_seen_at END
          WHERE id = $1`,
        [id, atMs, fault === null ? null : JSON.stringify(fault)],
      );
    },

    async claimDue(nowMs, untilMs, limit) {
      const rows = await select<Stored<DueController>>(
        sql,
        "controllers.claim-due",
        // whoever has the first of an address has it all: two workers never ask it at once
        `WITH ready AS (
           SELECT m.id, m.url, m.poll_at FROM ${from}
            WHERE m.server_id IS NOT NULL AND ${stands} AND (m.poll_at IS NULL OR m.poll_at <= ${at("$1")}) AND ${pollsEvery} > 0),
         urls AS (SELECT url FROM ready GROUP BY url ORDER BY min(coalesce(poll_at, '-infinity')), min(id) LIMIT $3),
         firsts AS (SELECT f.url FROM management_controller f
                     WHERE f.id IN (SELECT min(g.id) FROM management_controller g JOIN urls ON urls.url = g.url GROUP BY g.url) FOR UPDATE SKIP LOCKED),
         taken AS (UPDATE management_controller c SET poll_at = ${at("$2")} FROM ready JOIN firsts ON firsts.url = ready.url
                    WHERE c.id = ready.id AND (c.poll_at IS NULL OR c.poll_at <= ${at("$1")}) RETURNING c.id)
         SELECT ${sealed}, ${pollsEvery} AS "stepSeconds", m.poll_failures AS failures,
                coalesce(m.system_path, (SELECT h.found->'system'->>'path' FROM server_hardware h WHERE h.server_id = s.id)) AS "systemKnown",
                coalesce(m.expected_serial, s.serial) AS "serialKnown",
                (SELECT min(o.id) FROM management_controller o WHERE o.url = m.url) AS phase,
                EXISTS (SELECT 1 FROM management_controller o WHERE o.url = m.url AND o.id <> m.id) AS "isShared"
           FROM ${from} JOIN taken ON taken.id = m.id ORDER BY m.id`,
        [nowMs, untilMs, limit],
      );
      return rows.map(whole);
    },

    async settlePoll({ id, version }, { nextMs, failures, polled }) {
      await sql.query(
        `UPDATE management_controller SET poll_at = ${at("$3")}, poll_failures = $4, polled = $5 WHERE id = $1 AND version = $2`,
        [id, version, nextMs, failures, JSON.stringify(polled)],
      );
    },

    polling: () =>
      select(
        sql,
        "controllers.polling",
        `SELECT d.code AS datacenter, p.seconds, p.version FROM controller_polling p JOIN datacenter d ON d.id = p.datacenter_id ORDER BY d.code`,
      ),

    async setPolling(datacenter, seconds, baseVersion) {
      const { rows } = await sql.query<{ version: number }>(
        baseVersion === 0
          ? `INSERT INTO controller_polling (datacenter_id, seconds) SELECT id, $2 FROM datacenter WHERE code = $1
               ON CONFLICT DO NOTHING RETURNING version`
          : `UPDATE controller_polling p SET seconds = $2, version = p.version + 1 FROM datacenter d
              WHERE d.id = p.datacenter_id AND d.code = $1 AND p.version = $3 RETURNING p.version`,
        baseVersion === 0 ? [datacenter, seconds] : [datacenter, seconds, baseVersion],
      );
      if (rows.length === 0) return null;
      await sql.query(
        `UPDATE management_controller m SET poll_at = NULL FROM server s JOIN rack k ON k.id = s.rack_id JOIN datacenter d ON d.id = k.datacenter_id
          WHERE m.server_id = s.id AND d.code = $1 AND m.poll_seconds IS NULL`,
        [datacenter],
      );
      return rows[0]!.version;
    },

    secrets: () =>
      select(sql, "controllers.secrets", "SELECT id, url, secret FROM management_controller ORDER BY id FOR UPDATE"),

    async reseal(id, secret) {
      await sql.query("UPDATE management_controller SET secret = $2 WHERE id = $1", [id, secret]);
    },
  };
}

const placeValues = (place: LocatedPlace) =>
  place.kind === "server" ? [place.serverId, null, null] : [null, place.rackId, place.unit];

const writeValues = ({
  url,
  system,
  username,
  secret,
  trust,
  serverTypeId,
  expectedSerial,
  pollSeconds,
}: Omit<ControllerWrite, "place">) => [
  ...[url, system, username, secret, trust.kind, trustText(trust), serverTypeId, expectedSerial, pollSeconds],
];
