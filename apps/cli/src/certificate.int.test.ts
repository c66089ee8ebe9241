import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestDatabase, testDatabase } from "@headroom/config/vitest/database";
import { openContainer } from "@headroom/runtime/container";
import { readEnv } from "@headroom/runtime/env";
import { openLog } from "@headroom/runtime/log";
import { issueCertificate } from "@headroom/services/sanitisation/certificate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./testing/run";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), "headroom-certificate-"));
  const env = readEnv({
    DATABASE_URL: database.url,
    LOG_LEVEL: "silent",
    HEADROOM_SECRET_KEY: "only tests know it: 0123456789abc",
  });
  const container = openContainer(env, openLog(env, "test"), "test");
  await container.database.pool.query(
    `INSERT INTO drive_sanitisation (effect_key, run_id, rack, unit, server, path, drive, serial, data_class, policy_version, decision, state, method,
       proven_at, evidence, faults) VALUES ('7/wipe', 7, 'R1', 3, 'web-01', '/d/1', $1, 'D-1', 'confidential', 0, $2, 'proven', 'block', now(), '{}', '[]')`,
    [
      { path: "/d/1", name: "Bay 1", serial: "D-1", model: null, capacityBytes: null },
      { kind: "erase", media: "ssd", least: "purge", methods: [{ method: "block", level: "purge" }], proofs: [] },
    ],
  );
  const asked = { wipeKey: "7/wipe", rack: "R1", rackId: null, runId: 7, traceId: "t" };
  expect(await issueCertificate(container.ports, asked)).toMatchObject({ kind: "issued" });
  await container.close();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

test("a certificate is written, checked, and found out when it is changed", async () => {
  const [json, pdf] = [join(folder, "c.json"), join(folder, "c.pdf")];
  expect((await run(database.url, "certificate", "get", "1", json)).code).toBe(0);
  expect((await run(database.url, "certificate", "get", "1", pdf)).code).toBe(0);
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe("%PDF-");
  const good = await run(database.url, "certificate", "verify", json);
  expect(good).toMatchObject({ code: 0, out: `${json}: in order: certificate 1, rack R1, 1 drives\n` });
  expect((await run("", "certificate", "verify", json, "--offline")).out).toContain("whole: certificate 1");
  writeFileSync(json, readFileSync(json, "utf8").replace('"D-1"', '"D-2"'));
  const bad = await run(database.url, "certificate", "verify", json);
  expect(bad.code).toBe(1);
  expect(bad.out).toContain("its signature is not of what it says");
  expect((await run(database.url, "certificate", "get", "2", pdf)).err).toContain("there is no certificate 2");
});
