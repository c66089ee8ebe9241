import { openKeeping } from "@headroom/db/backup/connection";
import { readMigrations } from "@headroom/db/backup/migrations";
import {
  type DatabaseFinding as Finding,
  type DatabaseReport as Report,
  verifyDatabase as verify,
} from "@headroom/db/verify/database";

export type DatabaseReport = Report;
export type DatabaseFinding = Finding;

/** What db/verify/database finds out. Migrations wait meanwhile. Null where the database has no tables of Headroom. */
export async function verifyDatabase(databaseUrl: string, migrations: string): Promise<DatabaseReport | null> {
  const client = await openKeeping(databaseUrl, "shared");
  try {
    return await verify(client, await readMigrations(migrations));
  } finally {
    await client.end();
  }
}
