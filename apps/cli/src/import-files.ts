import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { ImportFile, ImportKind } from "@headroom/services/ports/imports";

/** Larger than any file an importer reads; more would only fill the memory. */
const MAX_BYTES = 512 * 1024 * 1024;

const READABLE: Record<string, string> = {
  ENOENT: "does not exist",
  EISDIR: "is a folder, expected a file",
  ENOTDIR: "is not a folder",
  EACCES: "may not be read",
  EPERM: "may not be read",
};

/** What is read of a folder, for kinds that are one. */
const folders: Readonly<Partial<Record<ImportKind, { readonly endings: RegExp; readonly expected: string }>>> = {
  netbox: {
    endings: /\.(csv|json)$/i,
    expected: "CSV or JSON file, expected the tables, lists or forms of a NetBox installation",
  },
  devicetypes: { endings: /\.(ya?ml|csv)$/i, expected: "YAML or CSV file, expected a device-type library" },
  fleet: { endings: /\.(csv|json)$/i, expected: "CSV or JSON file, expected files of the fleet format" },
};

/** The files that an import is about, read whole; or one sentence a fault. */
export async function readImportFiles(kind: ImportKind, path: string): Promise<Result<readonly ImportFile[], string>> {
  let at = path;
  try {
    const { endings, expected } = folders[kind] ?? {};
    const names = endings
      ? (await readdir(path, { recursive: kind === "devicetypes" })).filter((n) => endings.test(n)).sort()
      : [""];
    if (names.length === 0) return err(`${path}: holds no ${expected}`);
    const files: ImportFile[] = [];
    for (const name of names) {
      at = name === "" ? path : join(path, name);
      const { size } = await stat(at);
      if (size > MAX_BYTES) return err(`${at}: is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
      files.push({ name: kind === "devicetypes" ? name : basename(at), bytes: await readFile(at) });
    }
    return ok(files);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    return err(`${at}: ${READABLE[code] ?? code}`);
  }
}
