import type { BackupManifest } from "@headroom/contracts/backup";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { openKeeping } from "@headroom/db/backup/connection";
import { beginMarker, readMarker, setMarker } from "@headroom/db/backup/marker";
import { applyMigration, readMigrations } from "@headroom/db/backup/migrations";
import { type BackupFault, BrokenBackup } from "@headroom/interchange/backup/read";
import { LoadRefused, loadBackup } from "./load";
import { verifyBackup } from "./read-file";
import { judgeDatabase, judgeMigrations, type TargetRefusal } from "./target";

export type RestoreRefusal =
  | { readonly kind: "broken"; readonly fault: BackupFault }
  | TargetRefusal
  | LoadRefused["why"];

export type RestoreStage =
  | { readonly kind: "checked" }
  | { readonly kind: "migrated"; readonly name: string }
  | { readonly kind: "loaded"; readonly table: string; readonly rows: number }
  | { readonly kind: "constraints" | "reading_back" | "committed" };

export interface RestoreOptions {
  readonly databaseUrl: string;
  readonly file: string;
  /** Folder of this release's migrations. */
  readonly migrations: string;
  readonly onStage?: (stage: RestoreStage) => void;
}

export interface RestoreSummary {
  readonly manifest: BackupManifest;
  /** Later than those of the backup. */
  readonly migratedForward: readonly string[];
  /** The rows had been loaded before: this only came to the end of it. */
  readonly resumed: boolean;
}

/**
 * Brings a backup into an empty database: checks the whole file, migrates to the backup's migrations, loads everything in one
 * transaction (read back and compared before it commits), then migrates to this release's. Killed anywhere, the database is empty or
 * has all rows, says that a restore was begun (db/backup/marker), and the same command again comes to the end. Throws DatabaseBusy and
 * errors of the driver and of the disk.
 */
export async function restore(options: RestoreOptions): Promise<Result<RestoreSummary, RestoreRefusal>> {
  const { databaseUrl, file, migrations, onStage = () => {} } = options;
  const read = await verifyBackup(file);
  if (!read.ok) return err({ kind: "broken", fault: read.error });
  const { manifest, checksums } = read.value;
  onStage({ kind: "checked" });
  const ours = await readMigrations(migrations);
  const unknown = judgeMigrations(manifest, ours);
  if (unknown) return err(unknown);

  const client = await openKeeping(databaseUrl, "exclusive");
  try {
    const marker = await readMarker(client);
    const target = await judgeDatabase(client, marker, manifest, checksums.whole);
    if (!target.ok) return err(target.error);
    const resumed = target.value.loaded;
    if (!resumed) {
      await beginMarker(client, { backup: checksums.whole, file, takenAt: manifest.takenAt });
      for (const migration of ours) {
        if (!target.value.missing.includes(migration.name)) continue;
        await applyMigration(client, migration);
        onStage({ kind: "migrated", name: migration.name });
      }
      await loadBackup(client, file, manifest, checksums, onStage);
      onStage({ kind: "committed" });
    }
    const migratedForward = await migrateForward();
    await setMarker(client, "whole");
    return ok({ manifest, migratedForward, resumed });
  } catch (cause) {
    if (cause instanceof LoadRefused) return err(cause.why);
    // It was whole a moment ago: somebody writes to it, or the disk fails.
    if (cause instanceof BrokenBackup) return err({ kind: "broken", fault: cause.fault });
    throw cause;
  } finally {
    await client.end();
  }

  async function migrateForward(): Promise<string[]> {
    const { rows } = await client.query(
      "SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL",
    );
    const applied = new Set(rows.map(({ name }) => name));
    const later = ours.filter(({ name }) => !applied.has(name));
    for (const migration of later) {
      await applyMigration(client, migration);
      onStage({ kind: "migrated", name: migration.name });
    }
    return later.map(({ name }) => name);
  }
}
