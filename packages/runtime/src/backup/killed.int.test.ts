import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HalfRestored, refuseHalfRestored } from "../half-restored";
import { backup } from "./backup";
import { verifyBackup } from "./read-file";
import { restore } from "./restore";
import { verifyDatabase } from "./verify";

const headroom = fileURLToPath(new URL("../../../../apps/cli/bin/headroom.mjs", import.meta.url));
const migrations = fileURLToPath(new URL("../../../../prisma/migrations", import.meta.url));
const OLD = "an older backup";
let folder: string;
let url: string;
let file: string;

/** Enough rows that no stage is over at once; incompressible, so that the file grows while they are read. */
const FILLED =
  "INSERT INTO audit_event (actor_name, via, action, entity_kind, entity_id, request_id, after) SELECT md5(n::text), 'web', 'x', 'y', n::text, 'r', jsonb_build_object('a', md5((-n)::text), 'n', n) FROM generate_series(1, 150000) n";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "headroom-killed-"));
  url = (await testDatabase()).url;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(FILLED);
  await client.end();
  file = join(folder, "right");
  expect(await run(url, "backup", file)).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(databaseUrl: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [headroom, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  const ended = new Promise<{ code: number | null; signal: string | null; out: string; err: string }>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal, ...said })),
  );
  return { child, said, ended };
}

const run = (databaseUrl: string, ...args: readonly string[]) => start(databaseUrl, ...args).ended;

/** Kills without a warning as soon as `reached`; false where it had come to its end before. */
async function killedWhen(
  { child, ended }: { child: ChildProcess; ended: Promise<unknown> },
  reached: () => boolean,
): Promise<boolean> {
  while (child.exitCode === null && !reached()) await setTimeout(2);
  const alive = child.kill("SIGKILL");
  await ended;
  return alive && child.signalCode === "SIGKILL";
}

/** What a killed backup has left beside the file. */
const temporary = () => readdirSync(folder).filter((name) => name.startsWith(".target.") && name.endsWith(".tmp"));
const grown = (bytes: number) => () => temporary().some((name) => statSync(join(folder, name)).size >= bytes);

describe("a backup that is killed", () => {
  it.each([0, 1, 1_000_000, 5_000_000])(
    "after %i bytes leaves what stood under its name, and another one replaces it",
    async (bytes) => {
      const target = join(folder, "target");
      writeFileSync(target, OLD);
      expect(await killedWhen(start(url, "backup", target), grown(bytes))).toBe(true);
      expect(statSync(target).size).toBe(OLD.length);

      const again = await run(url, "backup", target);
      expect(again).toMatchObject({ code: 0 });
      for (const name of temporary()) {
        expect(again.err).toContain(name);
        rmSync(join(folder, name));
      }
      expect(await tablesIn(target)).toEqual(await tablesIn(file));
    },
  );
});

const seen = new Set<string>();

describe("a restore that is killed", () => {
  it.each([
    "The file is whole.",
    "  migration 20261123000000_inventory",
    "  audit_event",
    "Building indexes",
    "Reading everything back.",
    "All rows are in.",
  ])("at %j leaves a database that says so, and that the same command brings to its end", async (line) => {
    const target = await testDatabase({ migrated: false });
    const child = start(target.url, "restore", file);
    const killed = await killedWhen(child, () => child.said.err.includes(line));
    const report = await verifyDatabase(target.url, migrations);
    // Before its first word to the database, and after its last one, there is nothing to say.
    const half = report?.findings.some(({ kind }) => kind === "half_restored") ?? false;
    const state = half ? "half" : report === null ? "untouched" : "whole";
    seen.add(state);
    if (half) {
      const copy = await backup({ databaseUrl: target.url, file: join(folder, "never"), version: "0" });
      expect(copy).toEqual({ ok: false, error: { kind: "half_restored" } });
      const pool = new pg.Pool({ connectionString: target.url });
      await expect(refuseHalfRestored({ pool })).rejects.toThrow(HalfRestored);
      await pool.end();
    }
    if (state === "whole") expect(killed && line !== "All rows are in.").toBe(false);
    else expect(await restore({ databaseUrl: target.url, file, migrations })).toMatchObject({ ok: true });
    expect(await verifyDatabase(target.url, migrations)).toMatchObject({ findings: [], restored: { state: "whole" } });
    const copy = join(folder, "copy");
    expect(await backup({ databaseUrl: target.url, file: copy, version: "0" })).toMatchObject({ ok: true });
    expect(await tablesIn(copy)).toEqual(await tablesIn(file));
    await target.drop();
  });

  it("was seen half way", () => expect(seen).toContain("half"));
});

async function tablesIn(path: string) {
  const read = await verifyBackup(path);
  return read.ok ? read.value.checksums.tables : read.error;
}
