import { type Container, openContainer } from "@headroom/runtime/container";
import { EnvironmentError, readEnv } from "@headroom/runtime/env";
import { HalfRestored, refuseHalfRestored } from "@headroom/runtime/half-restored";
import { openLog } from "@headroom/runtime/log";
import { databaseUrl, NoDatabase, secretKey } from "./database-url";

/** The container over DATABASE_URL, or over the database of a Headroom that runs in this checkout. Throws NoDatabase. */
export async function openCliContainer(): Promise<Container> {
  const url = await databaseUrl();
  try {
    // Standard output is for answers: of the log only what is broken.
    const given = { DATABASE_URL: url, HEADROOM_SECRET_KEY: await secretKey(), HEADROOM_DATABASE_CONNECTIONS: "2" };
    const env = readEnv({ LOG_LEVEL: "silent", ...process.env, ...given });
    const container = openContainer(env, openLog(env, "cli"), "cli");
    await reach(container);
    return container;
  } catch (cause) {
    if (cause instanceof EnvironmentError) throw new NoDatabase(cause.message);
    throw cause;
  }
}

async function reach({ database, close }: Container): Promise<void> {
  try {
    await refuseHalfRestored(database);
    await database.pool.query("SELECT 1 FROM region LIMIT 1");
  } catch (cause) {
    await close();
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (cause instanceof HalfRestored) throw new NoDatabase(cause.message);
    const why = code === "42P01" ? "it has no tables of Headroom yet: apply the migrations first" : String(cause);
    throw new NoDatabase(`the database cannot be used: ${why}`);
  }
}
