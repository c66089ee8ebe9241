// Global set-up of the integration tests: one real PostgreSQL for the run, and a migrated template in it. The embedded one, or the
// server of HEADROOM_TEST_SERVER (the URL of an account that may do everything), which is how other versions are tried.
import { quoted, withClient } from "../lib/database.mjs";
import { throwawayPostgres } from "../lib/postgres/throwaway.mjs";
import { makeTemplate, templateName } from "../lib/template-database.mjs";

/** Declares what is provided. @typedef {import("../../packages/config/vitest/database").TestDatabase} TestDatabase */

/** @param {import("vitest/node").TestProject} project */
export default async function setup(project) {
  const given = process.env.HEADROOM_TEST_SERVER;
  const server = given ? await visited(given) : await throwawayPostgres();
  try {
    await makeTemplate(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("headroomDatabase", { adminUrl: server.url("postgres"), template: templateName });
  return () => server.stop();
}

/** Somebody's server: nothing of the run is left on it. @param {string} adminUrl */
async function visited(adminUrl) {
  const url = (/** @type {string} */ database) => {
    const it = new URL(adminUrl);
    it.pathname = `/${database}`;
    return it.href;
  };
  const clear = () =>
    withClient(adminUrl, async (client) => {
      const { rows } = await client.query(
        "select datname from pg_database where datname = $1 or datname ~ '^test_[0-9a-f]{12}$'",
        [templateName],
      );
      for (const { datname } of rows) await client.query(`drop database ${quoted(datname)} with (force)`);
    });
  await clear();
  return { url, stop: clear };
}
