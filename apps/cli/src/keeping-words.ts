import type { BackupManifest } from "@headroom/contracts/backup";
import type { BackupFault } from "@headroom/interchange/backup/read";
import type { BackupRefusal } from "@headroom/runtime/backup/backup";
import type { RestoreRefusal } from "@headroom/runtime/backup/restore";
import type { DatabaseFinding, DatabaseReport } from "@headroom/runtime/backup/verify";

const number = new Intl.NumberFormat("en-US");
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${number.format(n)} ${n === 1 ? one : many}`;
const some = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(", ") : `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`;

export function faultWords(fault: BackupFault): string {
  const where = "table" in fault && fault.table !== null ? ` in the rows of ${fault.table}` : "";
  switch (fault.kind) {
    case "not_a_backup":
      return "this is no backup of Headroom";
    case "newer_format":
      return `its format is ${fault.version}, and this Headroom reads ${fault.known}: use the release that made it`;
    case "cut_off":
      return `it ends too early${where}: it was not copied whole. Use another copy`;
    case "damaged":
      return `it is damaged${where}: what it holds is not what was written. Use another copy`;
  }
}

export function backupRefusalWords(refusal: BackupRefusal): string {
  switch (refusal.kind) {
    case "no_tables":
      return "the database has no tables of Headroom: there is nothing to keep";
    case "half_restored":
      return "the database is half-restored: run `headroom restore` with the same file again first";
    case "migration_failed":
      return `migration ${refusal.name} began and did not end: \`pnpm prisma migrate status\` tells more`;
  }
}

export function restoreRefusalWords(refusal: RestoreRefusal): readonly string[] {
  const another = "Make an empty database (createdb headroom2), set DATABASE_URL to it, and restore there.";
  switch (refusal.kind) {
    case "broken":
      return [faultWords(refusal.fault)];
    case "newer_release":
      return [
        `the backup was made by Headroom ${refusal.version}, which has migrations that this release does not: ${some(refusal.unknown)}.`,
        "Restore it with that release or a later one.",
      ];
    case "other_migration":
      return [
        `the backup was made with another migration ${refusal.name} than this release has: restore it with the release that made it.`,
      ];
    case "migration_failed":
      return [`migration ${refusal.name} began in the database and did not end.`, another];
    case "migrated_further":
      return [
        `the database has migrations that the backup does not: ${some(refusal.names)}.`,
        another,
        "It is migrated to this release when the rows are in.",
      ];
    case "not_empty":
      return [
        "the database is not empty; nothing was changed. It holds:",
        ...refusal.tables.slice(0, 10).map(({ name, rows }) => `  ${name}: ${count(rows, "row")}`),
        ...(refusal.tables.length > 10 ? [`  and rows of ${refusal.tables.length - 10} tables more`] : []),
        another,
      ];
    case "foreign_tables":
      return [`the database has tables that are not Headroom's: ${some(refusal.names)}.`, another];
    case "other_restore":
      return [
        `the database holds another backup, of ${refusal.marker.takenAt}, whose restore did not come to its end: run \`headroom restore ${refusal.marker.file}\` again,`,
        "or make an empty database for this one.",
      ];
    case "other_columns":
      return [
        `the columns of ${refusal.table} are not those of the backup, though its migrations are: somebody changed the table by hand.`,
        another,
      ];
    case "refused_rows":
      return [
        `the database refuses rows${refusal.table === null ? "" : ` of ${refusal.table}`}: ${refusal.message}.`,
        "Nothing was kept. The backup was made of a database that broke its own rules: `headroom verify database` there tells where.",
      ];
    case "differs":
      return [
        `${refusal.table}, read back, is not what the backup holds. Nothing was kept.`,
        "Report this with both PostgreSQL versions.",
      ];
  }
}

export function contentsLines({ takenAt, product, postgres, migrations, tables, leftOut }: BackupManifest): string[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `taken at        ${takenAt}`,
    `by              Headroom ${product.version}, PostgreSQL ${postgres.version} (${postgres.encoding}, ${postgres.collation})`,
    `migrations      ${migrations.length}, the last ${migrations.at(-1)!.name}`,
    `holds           ${count(tables.length, "table")}, ${count(rows, "row")}`,
    `left out        ${leftOut.join(", ")}`,
  ];
}

export function findingWords(finding: DatabaseFinding): string {
  switch (finding.kind) {
    case "half_restored":
      return `half-restored from ${finding.marker.file} (begun ${finding.marker.begunAt}): run \`headroom restore\` with it again`;
    case "migration":
      return {
        missing: `migration ${finding.name} is not applied: run \`pnpm prisma migrate deploy\``,
        unknown: `migration ${finding.name} is not of this release: the database was migrated by a later one`,
        changed: `migration ${finding.name} was applied with other words than this release has`,
        failed: `migration ${finding.name} began and did not end`,
      }[finding.what];
    case "not_enforced":
      return `${finding.table}: ${finding.what} ${finding.name} is switched off or was never checked`;
    case "broken":
      return `${finding.table}: ${count(finding.rows, "row")} ${finding.rows === 1 ? "breaks" : "break"} ${finding.name}`;
    case "sequence_behind":
      return `${finding.table}: the next ${finding.column} is taken already (the highest is ${finding.highest})`;
    case "audit_order":
      return `audit_event: ${count(finding.events, "event")} ${finding.what === "back_in_time" ? "told long before an earlier one" : "of the future"}, the first is ${finding.firstId}`;
  }
}

export function databaseLines(report: DatabaseReport): string[] {
  const rows = report.tables.reduce((sum, table) => sum + table.rows, 0);
  const { restored } = report;
  return [
    ...(restored?.state === "whole"
      ? [`restored from ${restored.file}, taken at ${restored.takenAt}, on ${restored.begunAt}`]
      : []),
    `${count(report.tables.length, "table")}, ${count(rows, "row")}; asked of every row: ${count(report.foreignKeys, "foreign key")}, ${count(report.checks, "check")}; ` +
      `${count(report.sequences, "sequence")}; ${count(report.auditEvents, "audit event")}`,
    ...report.findings.map((finding) => `WRONG  ${findingWords(finding)}`),
    report.findings.length === 0 ? "The database is sound." : `${count(report.findings.length, "thing")} wrong.`,
  ];
}
