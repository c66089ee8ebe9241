import type { Policy } from "@headroom/core/sanitisation/policy";
import type {
  DriveChange,
  SanitisationRepository,
  SanitisedDrive,
  SigningKeyRecord,
  StoredCertificate,
} from "@headroom/services/ports/sanitisation";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const drives = `SELECT d.id, d.version, d.effect_key AS "effectKey", d.run_id AS "runId", d.rack_id AS "rackId", d.rack, d.unit, d.server,
  d.server_serial AS "serverSerial", d.controller_id AS "controllerId", d.drive, d.data_class AS "dataClass", d.policy_version AS "policyVersion",
  d.decision, d.state, d.method, d.tries, d.ticket, ${instant("d.ordered_at")} AS "orderedAt", ${instant("d.erased_at")} AS "erasedAt",
  ${instant("d.proven_at")} AS "provenAt", d.evidence, d.faults, d.confirmed_by AS "confirmedBy", d.destroyed_by AS "destroyedBy"
  FROM drive_sanitisation d`;
const certificates = `SELECT c.number, c.rack_id AS "rackId", c.rack, c.effect_key AS "effectKey", c.body, c.sha256, c.signature,
  c.key_id AS "keyId", c.audit_event_id::text AS "auditEventId", ${instant("c.issued_at")} AS "issuedAt" FROM sanitisation_certificate c`;
const keys = `SELECT id, public_pem AS "publicPem", private_sealed AS "privateSealed" FROM signing_key`;

/** Column and type of each field that changes. */
const changing: Readonly<Record<keyof DriveChange, readonly [string, "text" | "jsonb" | "int" | "timestamptz"]>> = {
  state: ["state", "text"],
  method: ["method", "text"],
  tries: ["tries", "int"],
  ticket: ["ticket", "jsonb"],
  orderedAt: ["ordered_at", "timestamptz"],
  erasedAt: ["erased_at", "timestamptz"],
  provenAt: ["proven_at", "timestamptz"],
  evidence: ["evidence", "jsonb"],
  faults: ["faults", "jsonb"],
  confirmedBy: ["confirmed_by", "text"],
  destroyedBy: ["destroyed_by", "text"],
};
const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));

export function sanitisationRepository({ sql }: Pick<Transaction, "sql">): SanitisationRepository {
  return {
    async policy() {
      const rows = await select<{ body: Policy }>(
        sql,
        "sanitisation.policy",
        "SELECT body FROM sanitisation_policy ORDER BY version DESC LIMIT 1",
      );
      return rows[0]?.body ?? null;
    },

    async addPolicy(policy, reason, createdById) {
      const { rowCount } = await sql.query(
        `INSERT INTO sanitisation_policy (version, body, reason, created_by_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
        [policy.version, JSON.stringify(policy), reason, createdById],
      );
      return rowCount === 1;
    },

    async planDrives(list) {
      for (const one of list)
        await sql.query(
          `INSERT INTO drive_sanitisation (effect_key, run_id, rack_id, rack, unit, server, server_serial, controller_id, path, drive, serial,
             data_class, policy_version, decision, state, faults)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (effect_key, unit, path) DO NOTHING`,
          [
            ...[
              one.effectKey,
              one.runId,
              one.rackId,
              one.rack,
              one.unit,
              one.server,
              one.serverSerial,
              one.controllerId,
            ],
            ...[
              one.drive.path,
              json(one.drive),
              one.drive.serial,
              one.dataClass,
              one.policyVersion,
              json(one.decision),
            ],
            ...[one.state, json(one.faults)],
          ],
        );
    },

    ofEffect: (effectKey) =>
      select<SanitisedDrive>(
        sql,
        "sanitisation.of-effect",
        `${drives} WHERE d.effect_key = $1 ORDER BY d.unit, d.path`,
        [effectKey],
      ),

    list: ({ rack, open, before, limit }) =>
      select<SanitisedDrive>(
        sql,
        "sanitisation.list",
        `${drives} WHERE ($1::text IS NULL OR d.rack = $1) AND ($2::bool IS NOT TRUE OR d.state IN ('to_destroy', 'destroyed'))
           AND ($3::int IS NULL OR d.id < $3) ORDER BY d.id DESC LIMIT $4`,
        [rack ?? null, open ?? null, before ?? null, limit],
      ),

    async get(id) {
      return (await select<SanitisedDrive>(sql, "sanitisation.get", `${drives} WHERE d.id = $1`, [id]))[0] ?? null;
    },

    async lock(id) {
      const rows = await select<SanitisedDrive>(sql, "sanitisation.lock", `${drives} WHERE d.id = $1 FOR UPDATE`, [id]);
      return rows[0] ?? null;
    },

    lockEffect: (effectKey) =>
      select<SanitisedDrive>(
        sql,
        "sanitisation.lock-effect",
        `${drives} WHERE d.effect_key = $1 ORDER BY d.unit, d.path FOR UPDATE`,
        [effectKey],
      ),

    stepsOf: (runId, rackId) =>
      select<{ stepId: number; subjectId: number; stage: string }>(
        sql,
        "sanitisation.steps-of",
        `SELECT s.id AS "stepId", s.subject_id AS "subjectId", s.stage FROM run_step s JOIN run_subject x ON x.id = s.subject_id
          WHERE s.run_id = $1 AND x.rack_id = $2`,
        [runId, rackId],
      ),

    async change(id, change) {
      const names = (Object.keys(change) as (keyof DriveChange)[]).filter((name) => change[name] !== undefined);
      const sets = names.map((name, i) => `${changing[name][0]} = $${i + 2}::${changing[name][1]}`);
      const values = names.map((name) => (changing[name][1] === "jsonb" ? json(change[name]) : change[name]));
      await sql.query(`UPDATE drive_sanitisation SET ${[...sets, "version = version + 1"].join(", ")} WHERE id = $1`, [
        id,
        ...values,
      ]);
    },

    async lockChain() {
      await sql.query("LOCK TABLE sanitisation_certificate IN SHARE ROW EXCLUSIVE MODE");
      const rows = await select<StoredCertificate>(
        sql,
        "sanitisation.last",
        `${certificates} ORDER BY c.number DESC LIMIT 1`,
      );
      return rows[0] ?? null;
    },

    async addCertificate(one) {
      await sql.query(
        `INSERT INTO sanitisation_certificate (number, rack_id, rack, effect_key, body, sha256, signature, key_id, audit_event_id, issued_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::bigint, $10::timestamptz)`,
        [
          ...[one.number, one.rackId, one.rack, one.effectKey, one.body, one.sha256, one.signature, one.keyId],
          ...[one.auditEventId, one.issuedAt],
        ],
      );
    },

    async certificate(by) {
      const [column, value] =
        "number" in by ? (["number", by.number] as const) : (["effect_key", by.effectKey] as const);
      const rows = await select<StoredCertificate>(
        sql,
        `sanitisation.certificate-${column}`,
        `${certificates} WHERE c.${column} = $1`,
        [value],
      );
      return rows[0] ?? null;
    },

    certificates: ({ rack, before, limit }) =>
      select<StoredCertificate>(
        sql,
        "sanitisation.certificates",
        `${certificates} WHERE ($1::text IS NULL OR c.rack = $1) AND ($2::int IS NULL OR c.number < $2) ORDER BY c.number DESC LIMIT $3`,
        [rack ?? null, before ?? null, limit],
      ),

    async signingKey() {
      return (
        (await select<SigningKeyRecord>(sql, "sanitisation.key", `${keys} ORDER BY created_at DESC, id LIMIT 1`))[0] ??
        null
      );
    },

    async signingKeyOf(id) {
      return (await select<SigningKeyRecord>(sql, "sanitisation.key-of", `${keys} WHERE id = $1`, [id]))[0] ?? null;
    },

    async addSigningKey({ id, publicPem, privateSealed }) {
      await sql.query("INSERT INTO signing_key (id, public_pem, private_sealed) VALUES ($1, $2, $3)", [
        ...[id, publicPem, privateSealed],
      ]);
    },

    signingKeys: () => select<SigningKeyRecord>(sql, "sanitisation.keys", `${keys} ORDER BY id FOR UPDATE`),

    async resealKey(id, privateSealed) {
      await sql.query("UPDATE signing_key SET private_sealed = $2 WHERE id = $1", [id, privateSealed]);
    },
  };
}
