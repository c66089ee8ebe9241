import { createWriteStream } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Only the owner reads it: a backup holds everything. */
const MODE = 0o600;

const beside = (path: string) => `.${basename(path)}.`;

/**
 * Writes a stream to a file whole or not at all: into a temporary file beside it, flushed to the disk, then renamed; until then a file
 * of that name stays what it was. Throws the system's error, or what the stream throws.
 */
export async function writeStream(path: string, source: AsyncIterable<Buffer>, through: Transform): Promise<void> {
  const temporary = join(dirname(path), `${beside(path)}${process.pid}.tmp`);
  try {
    // `flush`: fsync before closing.
    await pipeline(source, through, createWriteStream(temporary, { mode: MODE, flush: true }));
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
}

/** The name is on the disk only when its folder is. Some file systems cannot be asked for that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch {
  } finally {
    await handle.close();
  }
}

/** Temporary files that killed processes left beside a file (or that another one writes now). */
export async function leftovers(path: string): Promise<readonly string[]> {
  const names = await readdir(dirname(path)).catch(() => []);
  return names
    .filter(
      (name) => name.startsWith(beside(path)) && /\.\d+\.tmp$/.test(name) && !name.includes(`.${process.pid}.tmp`),
    )
    .map((name) => join(dirname(path), name));
}
