import type { BackupManifest } from "@headroom/contracts/backup";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { countRows, readBook, readTables, WRITTEN_BY_MIGRATIONS } from "@headroom/db/backup/catalog";
import type { RestoreMarker } from "@headroom/db/backup/marker";

type Client = Parameters<typeof readTables>[0];

export type TargetRefusal =
  /** The backup has migrations that this release does not know: it was made by a later one. */
  | { readonly kind: "newer_release"; readonly version: string; readonly unknown: readonly string[] }
  | { readonly kind: "other_migration"; readonly name: string }
  | { readonly kind: "migration_failed"; readonly name: string }
  /** The database is empty, and has migrations that the backup does not: rows of before them do not fit. */
  | { readonly kind: "migrated_further"; readonly names: readonly string[] }
  | { readonly kind: "not_empty"; readonly tables: readonly { readonly name: string; readonly rows: number }[] }
  /** Tables that are not Headroom's. */
  | { readonly kind: "foreign_tables"; readonly names: readonly string[] }
  /** The rows of another backup are in, and its restore did not come to its end. */
  | { readonly kind: "other_restore"; readonly marker: RestoreMarker };

/** Whether this release knows every migration of the backup, unchanged. */
export function judgeMigrations(
  { migrations, product }: Pick<BackupManifest, "migrations" | "product">,
  ours: readonly { readonly name: string; readonly checksum: string }[],
): TargetRefusal | null {
  const known = new Map(ours.map(({ name, checksum }) => [name, checksum]));
  const unknown = migrations.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) return { kind: "newer_release", version: product.version, unknown };
  const other = migrations.find(({ name, checksum }) => known.get(name) !== checksum);
  return other ? { kind: "other_migration", name: other.name } : null;
}

export interface Target {
  /** The backup's rows are in already. */
  readonly loaded: boolean;
  /** Migrations of the backup that the database does not have. */
  readonly missing: readonly string[];
}

/** Whether the database may take the backup. `whole`: the backup's checksum. */
export async function judgeDatabase(
  client: Client,
  marker: RestoreMarker | null,
  manifest: BackupManifest,
  whole: string,
): Promise<Result<Target, TargetRefusal>> {
  if (marker?.state === "loaded")
    return marker.backup === whole ? ok({ loaded: true, missing: [] }) : err({ kind: "other_restore", marker });
  const book = await readBook(client);
  const tables = await readTables(client);
  if (book === null && tables.length > 0) return err({ kind: "foreign_tables", names: tables.map(({ name }) => name) });
  const filled = [];
  for (const { name } of tables) {
    if (WRITTEN_BY_MIGRATIONS.includes(name)) continue;
    const rows = await countRows(client, name);
    if (rows > 0) filled.push({ name, rows });
  }
  if (filled.length > 0) return err({ kind: "not_empty", tables: filled });
  const failed = book?.find(({ finished }) => !finished);
  if (failed) return err({ kind: "migration_failed", name: failed.name });
  const theirs = new Map(manifest.migrations.map(({ name, checksum }) => [name, checksum]));
  const further = (book ?? []).filter(({ name, checksum }) => theirs.get(name) !== checksum).map(({ name }) => name);
  if (further.length > 0) return err({ kind: "migrated_further", names: further });
  const applied = new Set((book ?? []).map(({ name }) => name));
  return ok({ loaded: false, missing: [...theirs.keys()].filter((name) => !applied.has(name)) });
}
