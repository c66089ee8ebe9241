import { randomFleet } from "@headroom/core/testing/fleet-records";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import { type Database, openDatabase } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import { type FleetFormat, fleetText } from "@headroom/interchange/fleet/write";
import type { Actor } from "@headroom/services/actor";
import { neverJobs } from "@headroom/services/fakes/jobs";
import { exportFleet } from "@headroom/services/fleet/export";
import { exportNetbox } from "@headroom/services/fleet/export-netbox";
import { checkFleet } from "@headroom/services/import/check-fleet";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import type { ImportFile, NetboxWanted } from "@headroom/services/ports/imports";
import type { GeneratorValue } from "fast-check";
import { importers } from "../importers";

export const planner: Actor = { id: "ada", name: "Ada", role: "planner", via: "cli", requestId: "t" };
export const OWNERS = ["ada@example.org"];

export const portsOf = (database: Database): Ports => ({
  clock: { now: () => Date.parse("2026-11-23T12:00:00Z") },
  work: createUnitOfWork(database),
  jobs: neverJobs,
  passwords: { hash: async () => "x" },
  importers,
});

/** A database with Ada alone. */
export async function openWithAda(url: string): Promise<Database> {
  const database = openDatabase(url);
  await database.pool.query(
    "INSERT INTO user_account (id, name, email, role, updated_at) VALUES ('ada', 'Ada', 'ada@example.org', 'planner', now())",
  );
  return database;
}

/** Takes the whole fleet out of a database; people stay. */
export async function empty({ pool }: Database): Promise<void> {
  await pool.query(
    "TRUNCATE region, hardware_family, power_supply, device_type, import_run, import_row, external_ref, external_object RESTART IDENTITY CASCADE",
  );
}

export async function exported(ports: Ports, format: FleetFormat = "csv", datacenter: string | null = null) {
  const files = new Map<string, string>();
  await exportFleet(ports, planner, datacenter, async (type, records) => {
    let text = "";
    for await (const piece of fleetText(format, type, records)) text += piece;
    files.set(`${type.name}.${format}`, text);
  });
  return files;
}

/** An export to NetBox, whole. */
export async function netboxFiles(ports: Ports, wanted: NetboxWanted): Promise<ImportFile[]> {
  const files: ImportFile[] = [];
  await exportNetbox(ports, planner, { datacenter: null, ...wanted }, async ({ name, pieces }) => {
    const parts: Uint8Array[] = [];
    for await (const piece of pieces) parts.push(piece);
    files.push({ name, bytes: Buffer.concat(parts) });
  });
  return files;
}

/** Files of a random fleet, as a person would have them: in no order of keys. */
export async function filesOf(
  g: GeneratorValue,
  format: FleetFormat,
  codes: "awkward" | "plain" = "awkward",
): Promise<Map<string, string>> {
  const records = randomFleet(g, OWNERS, codes);
  const files = new Map<string, string>();
  for (const type of recordTypes) {
    async function* all() {
      yield records.get(type.name) ?? [];
    }
    let text = "";
    for await (const piece of fleetText(format, type, all())) text += piece;
    files.set(`${type.name}.${format}`, text);
  }
  return files;
}

export const toFiles = (texts: ReadonlyMap<string, string>): ImportFile[] =>
  [...texts].map(([name, text]) => ({ name, bytes: Buffer.from(text) }));

export const check = (ports: Ports, files: readonly ImportFile[]) =>
  checkFleet(ports, planner, { kind: "fleet", files, mapping: {} });

/** Checks and writes; throws what was rejected. */
export async function imported(ports: Ports, files: readonly ImportFile[]) {
  const run = await check(ports, files);
  if (run.state !== "checked") throw new Error(JSON.stringify(run.report.rejected.slice(0, 5), null, 1));
  return commitImport(ports, planner, { id: run.id, confirmed: [] });
}
