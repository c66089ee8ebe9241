import { createHash } from "node:crypto";
import type { BackupChecksums, BackupManifest, BackupTable } from "@headroom/contracts/backup";
import { type CatalogTable, readTables } from "@headroom/db/backup/catalog";
import { copyIn, loadAll, type TableLoad } from "@headroom/db/backup/load";
import { setMarker } from "@headroom/db/backup/marker";
import { copyOut } from "@headroom/db/backup/snapshot";
import { inTransaction } from "@headroom/db/copy";
import { openBackup } from "./read-file";
import type { RestoreStage } from "./restore";

/** What is in the file does not come to what the database holds afterwards; nothing was committed. */
export class LoadRefused extends Error {
  constructor(
    readonly why:
      | { readonly kind: "other_columns"; readonly table: string }
      /** The database's own words. */
      | { readonly kind: "refused_rows"; readonly table: string | null; readonly message: string }
      | { readonly kind: "differs"; readonly table: string },
  ) {
    super(`restore: ${why.kind}`);
  }
}

type Client = Parameters<typeof copyIn>[0];

/** Class 22, 23: the data breaks a rule, which only a forged file, or a defect, can bring about. */
const aboutData = (cause: unknown): cause is Error =>
  cause instanceof Error && "code" in cause && /^2[23]/.test(String(cause.code));

/** Loads all rows, reads them back, compares, and commits: all or nothing. Throws LoadRefused. */
export async function loadBackup(
  client: Client,
  file: string,
  manifest: BackupManifest,
  checksums: BackupChecksums,
  onStage: (stage: RestoreStage) => void,
): Promise<void> {
  const tables = await readTables(client);
  const byName = new Map(tables.map((table) => [table.name, table]));
  for (const { name, columns } of manifest.tables) {
    const here = [...(byName.get(name)?.columns ?? [])].sort().join();
    if ([...columns].sort().join() !== here) throw new LoadRefused({ kind: "other_columns", table: name });
  }
  let current: string | null = null;
  try {
    await inTransaction(client, async () => {
      const fill = () => copyRows(client, file, manifest, onStage, (table) => (current = table));
      await loadAll(client, tables, manifest.sequences, fill, () => onStage({ kind: "constraints" }));
      onStage({ kind: "reading_back" });
      for (const { name, columns, key } of manifest.tables) {
        const sum = checksums.tables.find((table) => table.name === name)?.sha256;
        const table = { ...byName.get(name)!, columns };
        if (key.join() !== table.key.map(({ column }) => column).join() || (await hashOf(client, table)) !== sum)
          throw new LoadRefused({ kind: "differs", table: name });
      }
      await setMarker(client, "loaded");
    });
  } catch (cause) {
    if (aboutData(cause)) throw new LoadRefused({ kind: "refused_rows", table: current, message: cause.message });
    throw cause;
  }
}

async function copyRows(
  client: Client,
  file: string,
  { tables }: BackupManifest,
  onStage: (stage: RestoreStage) => void,
  onTable: (table: string | null) => void,
): Promise<void> {
  const named = new Map(tables.map((table) => [table.name, table]));
  const open: { table: BackupTable; load: TableLoad }[] = [];
  const close = async () => {
    for (const { table, load } of open.splice(0)) {
      await load.end();
      onStage({ kind: "loaded", table: table.name, rows: table.rows });
    }
  };
  for await (const piece of openBackup(file)) {
    if (piece.kind !== "rows") continue;
    if (open[0]?.table.name !== piece.table) {
      await close();
      onTable(piece.table);
      const table = named.get(piece.table)!;
      open.push({ table, load: copyIn(client, table.name, table.columns) });
    }
    await open[0]!.load.write(piece.bytes);
  }
  await close();
  onTable(null);
}

async function hashOf(client: Client, table: CatalogTable): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of copyOut(client, table)) hash.update(chunk);
  return hash.digest("hex");
}
