import type { ImportProposal } from "@headroom/core/topology/proposal/types";
import type { ImportRepository, ImportRunRecord } from "@headroom/services/ports/imports";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { apply } from "./apply";
import { netboxCounts } from "./counts";
import { currentInventory } from "./current";
import { knownNouns } from "./known";
import { netboxServers } from "./netbox-servers";
import { objectsOf } from "./objects";
import { obstacles } from "./obstacles";
import { renumber } from "./renumber";

type Row = Omit<ImportRunRecord, "createdAt" | "committedAt"> & { createdAt: Date; committedAt: Date | null };

const columns = `i.id, i.kind, i.state::text AS state, i.created_at AS "createdAt", i.committed_at AS "committedAt",
  u.name AS "createdBy", i.report`;
const from = "FROM import_run i LEFT JOIN user_account u ON u.id = i.created_by_id";

const toRecord = <R extends Row>(row: R) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  committedAt: row.committedAt?.toISOString() ?? null,
});

/** Any number that no other part of Headroom uses. */
const IMPORT_LOCK = 7_201_913;

export const importRepository = ({ sql }: Pick<Transaction, "sql">): ImportRepository => ({
  async create(run) {
    const { rows } = await sql.query<{ id: number }>(
      `INSERT INTO import_run (kind, state, files, report, proposal, created_by_id, created_at)
       VALUES ($1, $2::import_state, $3, $4, $5, $6, $7) RETURNING id`,
      [
        run.kind,
        run.state,
        JSON.stringify(run.files),
        JSON.stringify(run.report),
        run.proposal && JSON.stringify(run.proposal),
        run.createdById,
        run.createdAt,
      ],
    );
    return rows[0]!.id;
  },
  async list(limit) {
    const rows = await select<Row>(sql, "imports.list", `SELECT ${columns} ${from} ORDER BY i.id DESC LIMIT $1`, [
      limit,
    ]);
    return rows.map(toRecord);
  },
  async get(id) {
    const [row] = await select<Row>(sql, "imports.get", `SELECT ${columns} ${from} WHERE i.id = $1`, [id]);
    return row ? toRecord(row) : null;
  },
  async lock(id) {
    await sql.query("SELECT pg_advisory_xact_lock($1)", [IMPORT_LOCK]);
    const [row] = await select<Row & { proposal: ImportProposal | null }>(
      sql,
      "imports.lock",
      `SELECT ${columns}, i.proposal ${from} WHERE i.id = $1 FOR UPDATE OF i`,
      [id],
    );
    return row ? toRecord(row) : null;
  },
  async markCommitted(id, at) {
    await sql.query(
      "UPDATE import_run SET state = 'committed', committed_at = $2::timestamptz, proposal = NULL WHERE id = $1",
      [id, at],
    );
  },
  known: (proposal) => knownNouns(sql, proposal),
  async datacenterId(code) {
    const [row] = await select<{ id: number }>(sql, "imports.datacenter", "SELECT id FROM datacenter WHERE code = $1", [
      code,
    ]);
    return row?.id ?? null;
  },
  counts: (source, datacenterId, today, withFacts) => netboxCounts(sql, source, datacenterId, today, withFacts),
  obstacles: (proposal, context) => obstacles(sql, proposal, context),
  objects: (source, without) => objectsOf(sql, source, without),
  current: (source, datacenterId, today, servers) => currentInventory(sql, source, datacenterId, today, servers),
  netboxServers: (source, datacenterId) => netboxServers(sql, source, datacenterId),
  renumber: (source, numbering) => renumber(sql, source, numbering),
  apply: (proposal, context) => apply(sql, proposal, context),
});
