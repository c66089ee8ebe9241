import { z } from "zod";

/** What a backup says about itself before its rows: the shape of `manifest.json`, the first entry of the file. */
export const BACKUP_FORMAT = "headroom-backup";
export const BACKUP_FORMAT_VERSION = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
/** A name in the database: PostgreSQL cuts longer ones. */
const name = z.string().min(1).max(63);

export const backupTable = z.object({
  name,
  /** In the order in which the rows have their values. Columns the database computes are not among them. */
  columns: z.array(name).min(1),
  /** The rows are in the order of these columns. */
  key: z.array(name).min(1),
  rows: count,
});

export const backupManifest = z.object({
  format: z.literal(BACKUP_FORMAT),
  formatVersion: z.literal(BACKUP_FORMAT_VERSION),
  /** The instant of the snapshot: everything committed before it is in, nothing after it. */
  takenAt: z.iso.datetime({ offset: true }),
  product: z.object({ name: z.literal("headroom"), version: z.string() }),
  postgres: z.object({ version: z.string(), encoding: z.string(), collation: z.string() }),
  /** In the order applied; the checksum is that of the file, as in the database's book of migrations. */
  migrations: z.array(z.object({ name: z.string().min(1), checksum: sha256 })).min(1),
  tables: z.array(backupTable),
  sequences: z.array(z.object({ name, lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
  /** Tables that are there and empty after a restore, and other schemas. */
  leftOut: z.array(z.string()),
});

/** `checksums.json`, the last entry. `whole` is the SHA-256 of every byte of the archive before it (unpacked). */
export const backupChecksums = z.object({
  tables: z.array(z.object({ name, rows: count, bytes: count, sha256 })),
  whole: sha256,
});

export type BackupTable = z.infer<typeof backupTable>;
export type BackupManifest = z.infer<typeof backupManifest>;
export type BackupChecksums = z.infer<typeof backupChecksums>;
