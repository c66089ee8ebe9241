// Making and dropping whole databases, which the schema engine asks of its host.
import pg from "pg";
import { connectionTo, databaseOf } from "./connection.mjs";

const duplicateDatabase = "42P04";

/** @param {string} url @param {(client: import("pg").Client) => Promise<void>} work @param {string} [database] */
async function connected(url, work, database) {
  const client = new pg.Client(connectionTo(url, database));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** @param {string} name */
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** Creates the database a URL names, unless it exists. @param {string} url @returns {Promise<string>} its name */
export async function createDatabase(url) {
  const name = databaseOf(url);
  const create = async (/** @type {import("pg").Client} */ client) => {
    await client.query(`CREATE DATABASE ${quoted(name)}`).catch((error) => {
      if (error.code !== duplicateDatabase) throw error;
    });
  };
  await connected(url, create, "postgres");
  return name;
}

/** @param {string} url */
export const dropDatabase = (url) =>
  connected(
    url,
    async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${quoted(databaseOf(url))} WITH (FORCE)`);
    },
    "postgres",
  );

/** Fails when the database cannot be reached. @param {string} url */
export const probe = (url) => connected(url, async () => {});
