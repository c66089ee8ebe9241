/** Archives hold what an export writes, byte for byte, for those who may read; others get nothing. */
import { testDatabase } from "@headroom/config/vitest/database";
import type { Database } from "@headroom/db/client";
import type { Ports } from "@headroom/services/ports";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeFleetArchive, writeNetboxArchive } from "./archive";
import {
  empty,
  exported,
  filesOf,
  imported,
  netboxFiles,
  openWithAda,
  planner,
  portsOf,
  toFiles,
} from "./fleet/fixture";

let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = await openWithAda((await testDatabase()).url);
  ports = portsOf(database);
});
afterAll(() => database.close());

async function texts(make: (write: (piece: Uint8Array) => Promise<void>) => Promise<void>) {
  const pieces: Uint8Array[] = [];
  await make(async (piece) => void pieces.push(piece));
  const entries = Object.entries(unzipSync(Buffer.concat(pieces)));
  return new Map(entries.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

it.each(["csv", "json"] as const)("a random fleet as an archive of %s", async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      await empty(database);
      await imported(ports, toFiles(await filesOf(g, "csv")));
      const archive = await texts((write) => writeFleetArchive(ports, planner, { datacenter: null, format }, write));
      expect(archive).toEqual(await exported(ports, format));
    }),
    { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 3) },
  );
});

it("NetBox's forms of it, a file each", async () => {
  const wanted = { datacenter: null, format: "forms", version: "4.x" } as const;
  const archive = await texts((write) => writeNetboxArchive(ports, planner, wanted, write));
  // whatever fleet the last test drew
  const files = await netboxFiles(ports, wanted);
  expect(files.length).toBeGreaterThan(0);
  expect(archive).toEqual(new Map(files.map(({ name, bytes }) => [name, strFromU8(bytes)])));
});

it("nothing at all of a datacenter that is not there", async () => {
  let pieces = 0;
  const count = async () => void pieces++;
  const input = { datacenter: "nowhere", format: "csv" } as const;
  await expect(writeFleetArchive(ports, planner, input, count)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(writeNetboxArchive(ports, planner, { ...input, version: "4.x" }, count)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(pieces).toBe(0);
});
