// Global set-up of the integration tests: one real PostgreSQL for the run, and a migrated template in it.
import { throwawayPostgres } from "../lib/postgres/throwaway.mjs";
import { makeTemplate, templateName } from "../lib/template-database.mjs";

/** Declares what is provided. @typedef {import("../../packages/config/vitest/database").TestDatabase} TestDatabase */

/** @param {import("vitest/node").TestProject} project */
export default async function setup(project) {
  const server = await throwawayPostgres();
  try {
    await makeTemplate(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("headroomDatabase", { adminUrl: server.url("postgres"), template: templateName });
  return () => server.stop();
}
