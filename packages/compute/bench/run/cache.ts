import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Results on disk, a file each, so that hours of solving survive an interruption and are never done twice. */
export class Cache {
  constructor(private readonly folder: string) {}

  private file = (key: readonly string[]) => `${join(this.folder, ...key)}.json`;

  read<T>(key: readonly string[]): T | undefined {
    const file = this.file(key);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : undefined;
  }

  /** Whole or not at all: another process may be reading or writing the same. */
  write(key: readonly string[], value: unknown) {
    const file = this.file(key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(value)}\n`);
    renameSync(`${file}.${process.pid}`, file);
  }
}
