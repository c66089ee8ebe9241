// A migrated, empty database that others are copied from: a copy takes a tenth of a second, the migrations take many.
import { quoted, withClient } from "./database.mjs";
import { migrate } from "./prisma.mjs";

export const templateName = "headroom_template";

/** @param {Pick<import("./postgres.mjs").Server, "url">} server */
export async function makeTemplate(server) {
  const admin = server.url("postgres");
  await withClient(admin, (client) => client.query(`create database ${quoted(templateName)}`));
  await migrate(server.url(templateName));
  // PostgreSQL copies only a database nobody is connected to.
  await withClient(admin, (client) => client.query(`alter database ${quoted(templateName)} allow_connections false`));
}
