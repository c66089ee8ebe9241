import type { CurrentServer } from "@headroom/core/topology/proposal/current";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { NetboxPart, NetboxServers } from "@headroom/services/ports/imports";
import type pg from "pg";
import { select } from "../../sql";
import { IS_KNOWN, of, SERVERS } from "./current";

/** Servers, or devices, in one part. */
const PART = 5_000;
const DEVICE = "dcim_device";
const HUNG = ["dcim_powerport", "dcim_poweroutlet"];

/** See ImportRepository.netboxServers. */
export async function netboxServers(
  sql: pg.ClientBase,
  source: string,
  datacenterId: number | null,
): Promise<NetboxServers> {
  const names = await select<{ name: string }>(
    sql,
    "imports.contested",
    `SELECT (facts ->> 'rack_id') || '/' || coalesce(facts ->> 'name', '') AS name FROM external_object
      WHERE source = $1 AND kind = '${DEVICE}' AND facts ->> 'rack_id' IS NOT NULL
      GROUP BY facts ->> 'rack_id', facts ->> 'name' HAVING count(*) > 1 OR facts ->> 'name' ~ ' #[0-9]+$'`,
    [source],
  );
  return {
    known: () => knownServers(sql, source, datacenterId),
    fresh: () => newServers(sql, source, datacenterId),
    contested: new Set(names.map(({ name }) => name)),
  };
}

type DeviceRow = CurrentServer & {
  readonly externalId: string;
  readonly facts: SourceObject["facts"] | null;
  readonly digest: string;
};
type HungRow = SourceObject & { readonly device: string };

/** Devices and the servers they are, joined with what hangs from them: two streams in the order of the devices' numbers. */
async function* knownServers(
  sql: pg.ClientBase,
  source: string,
  datacenterId: number | null,
): AsyncGenerator<NetboxPart> {
  const devices = cursor<DeviceRow>(
    sql,
    "netbox_devices",
    `SELECT coalesce(o.external_id, s.id) AS "externalId", o.facts, o.digest, s.*
       FROM (SELECT external_id, facts, digest FROM external_object WHERE source = $1 AND kind = '${DEVICE}') o
       FULL JOIN (SELECT x.*, substr(x.key, 8) AS id FROM (${SERVERS} WHERE ${of("k.datacenter_id")} AND ${IS_KNOWN}) x) s ON s.id = o.external_id
      ORDER BY length(coalesce(o.external_id, s.id)), coalesce(o.external_id, s.id) COLLATE "C"`,
    [source, datacenterId],
  );
  const hung = new Ahead(
    cursor<HungRow>(
      sql,
      "netbox_hung",
      `SELECT kind, external_id AS "externalId", facts, digest, facts ->> 'device_id' AS device FROM external_object
        WHERE source = $1 AND kind = ANY($2::text[]) AND facts ? 'device_id'
        ORDER BY length(facts ->> 'device_id'), facts ->> 'device_id' COLLATE "C", kind, length(external_id), external_id COLLATE "C"`,
      [source, HUNG],
    ),
  );
  try {
    for await (const rows of devices) {
      const there = new Set(rows.map((row) => row.externalId));
      const last = rows.at(-1)?.externalId ?? "";
      const own: SourceObject[] = [];
      for await (const one of hung.while(({ device }) => isUpTo(device, last))) {
        const { device, ...object } = one;
        if (there.has(device)) own.push(object);
      }
      yield {
        devices: rows.flatMap(({ externalId, facts, digest }) =>
          facts === null ? [] : [{ kind: DEVICE, externalId, facts, digest }],
        ),
        hung: own,
        servers: rows.flatMap(({ externalId: _, facts: __, digest: ___, ...server }) =>
          server.key === null ? [] : [server],
        ),
      };
    }
  } finally {
    await hung.end();
  }
}

/** Numbers as texts. */
const isUpTo = (id: string, last: string): boolean =>
  id.length < last.length || (id.length === last.length && id <= last);

/** A stream of parts that can be read as far as a condition holds. */
class Ahead<T> {
  readonly #parts: AsyncGenerator<readonly T[]>;
  #part: readonly T[] = [];
  #at = 0;
  constructor(parts: AsyncGenerator<readonly T[]>) {
    this.#parts = parts;
  }

  async *while(holds: (one: T) => boolean): AsyncGenerator<T> {
    for (;;) {
      for (; this.#at < this.#part.length; this.#at++) {
        const one = this.#part[this.#at]!;
        if (!holds(one)) return;
        yield one;
      }
      const { value, done } = await this.#parts.next();
      if (done) return;
      [this.#part, this.#at] = [value, 0];
    }
  }

  end(): Promise<unknown> {
    return this.#parts.return(undefined);
  }
}

async function* cursor<T extends object>(
  sql: pg.ClientBase,
  name: string,
  statement: string,
  values: readonly unknown[],
): AsyncGenerator<readonly T[]> {
  await sql.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${statement}`, [...values]);
  try {
    for (;;) {
      const { rows } = await sql.query<T>(`FETCH ${PART} FROM ${name}`);
      if (rows.length > 0) yield rows;
      if (rows.length < PART) return;
    }
  } finally {
    await sql.query(`CLOSE ${name}`).catch(() => {});
  }
}

/** By number: each part begins behind the last one. */
async function* newServers(
  sql: pg.ClientBase,
  source: string,
  datacenterId: number | null,
): AsyncGenerator<readonly CurrentServer[]> {
  for (let after = 0; ; ) {
    const { rows } = await sql.query<CurrentServer & { id: string }>(
      `SELECT x.*, replace(x.key, 'new:', '') AS id FROM (${SERVERS} WHERE ${of("k.datacenter_id")} AND t.id > $3 AND NOT ${IS_KNOWN}
        ORDER BY t.id LIMIT ${PART}) x`,
      [source, datacenterId, after],
    );
    if (rows.length > 0) yield rows.map(({ id: _, ...server }) => server);
    if (rows.length < PART) return;
    after = Number(rows.at(-1)!.id);
  }
}
