import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { BackupChecksums, BackupManifest } from "@headroom/contracts/backup";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import { type BackupFault, type BackupPiece, BrokenBackup, readArchive } from "@headroom/interchange/backup/read";

const CHUNK_BYTES = 1 << 18;

/** The pieces of a backup file, checked as they come. Throws BrokenBackup, or the system's error. */
export function openBackup(file: string): AsyncGenerator<BackupPiece> {
  const unpacked = pipeline(
    createReadStream(file, { highWaterMark: CHUNK_BYTES }),
    createGunzip({ chunkSize: CHUNK_BYTES }),
    () => {}, // the reader is told
  );
  return readArchive(unpacked);
}

export interface BackupContents {
  readonly manifest: BackupManifest;
  readonly checksums: BackupChecksums;
}

/** Reads a file from its first byte to its last one, and says what is in it or why it cannot be used. Throws the system's error. */
export async function verifyBackup(file: string): Promise<Result<BackupContents, BackupFault>> {
  let manifest: BackupManifest | null = null;
  try {
    for await (const piece of openBackup(file)) {
      if (piece.kind === "manifest") manifest = piece.manifest;
      if (piece.kind === "checksums" && manifest) return ok({ manifest, checksums: piece.checksums });
    }
  } catch (cause) {
    if (cause instanceof BrokenBackup) return err(cause.fault);
    throw cause;
  }
  return err({ kind: "cut_off", table: null });
}
