/** An import that is killed without a warning goes on where it was, and is written once or not at all. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

const headroom = fileURLToPath(new URL("../../../../apps/cli/bin/headroom.mjs", import.meta.url));
const SERVERS = 60_000;
const IN_A_RACK = 40;

let url: string;
let folder: string;
let client: pg.Client;

beforeAll(async () => {
  ({ url } = await testDatabase());
  folder = mkdtempSync(join(tmpdir(), "headroom-import-"));
  client = new pg.Client({ connectionString: url });
  await client.connect();
  const racks = Array.from({ length: SERVERS / IN_A_RACK }, (_, i) => `R${i}`);
  const files = {
    "regions.csv": "code,name,geography,latitude,longitude\nnorth,North,,60,10\n",
    "zones.csv": "region,code,name\nnorth,a,Zone A\n",
    "datacenters.csv": "region,zone,code,name\nnorth,a,N1,North One\n",
    "hardware_families.csv": "code,name\ncompute,Compute\n",
    "server_types.csv":
      "code,name,family,height_u,full_depth,nameplate_w,derated_w,weight_kg,ports\nsrv,Server,compute,1,true,200,150,10,2\n",
    "rack_types.csv":
      "code,name,family,height_u,power_w,derated_w,cooling_w,weight_kg,ports\nr42,Rack,compute,42,9000,7000,7000,900,4\n",
    "racks.csv": `code,datacenter,rack_type,height_u,state\n${racks.map((code) => `${code},N1,r42,42,arrived\n`).join("")}`,
    "servers.csv": `rack,name,server_type,start_u,height_u,face,state\n${racks
      .flatMap((code) => Array.from({ length: IN_A_RACK }, (_, i) => `${code},s${i},srv,${i + 1},1,both,arrived\n`))
      .join("")}`,
  };
  mkdirSync(join(folder, "fleet"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "fleet", name), text);
});
afterAll(async () => {
  await client.end();
  rmSync(folder, { recursive: true });
});

const number = async (sql: string) => Number((await client.query(sql)).rows[0].n);

/** Starts the import; tells how it ended, and what it said. */
function start() {
  const child = spawn(process.execPath, [headroom, "import", "fleet", join(folder, "fleet"), "--yes"], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise<{ code: number | null; signal: string | null; said: string }>((resolve) =>
    child.once("close", (code, signal) => resolve({ code, signal, said })),
  );
  return { child, ended };
}

/** Starts the import and kills it as soon as `reached`; false where it had come to its end before. */
async function killedWhen(reached: () => Promise<boolean>): Promise<boolean> {
  const { child, ended } = start();
  while (child.exitCode === null && !(await reached())) await setTimeout(5);
  child.kill("SIGKILL");
  return (await ended).signal === "SIGKILL";
}

test("an import that is killed while it reads and while it writes goes on, and is written once", {
  timeout: 600_000,
}, async () => {
  const taken = () => number("SELECT count(*) AS n FROM import_row");
  expect(await killedWhen(async () => (await taken()) >= 10_000)).toBe(true);
  expect(await number("SELECT count(*) AS n FROM server")).toBe(0);
  const before = await taken();
  expect(before).toBeGreaterThanOrEqual(10_000);
  const [first] = (await client.query("SELECT id, state::text FROM import_run")).rows;
  expect(first.state).toBe("reading");

  // a second time, while it writes: nothing else takes a lock on the servers that keeps others from writing them
  const writing = () =>
    number(`SELECT count(*) AS n FROM pg_locks l JOIN pg_class c ON c.oid = l.relation AND c.relname = 'server'
             WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND l.granted
               AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')`);
  expect(await killedWhen(async () => (await writing()) > 0)).toBe(true);
  while ((await writing()) > 0) await setTimeout(20);
  expect(await number("SELECT count(*) AS n FROM server")).toBe(0);
  // what had been taken in was not taken in again
  expect(await number("SELECT count(*) AS n FROM import_run")).toBe(1);

  const done = await start().ended;
  expect(done).toMatchObject({ code: 0, said: expect.stringContaining("Written:") });
  expect(await number("SELECT count(*) AS n FROM server")).toBe(SERVERS);
  expect(await number("SELECT count(*) AS n FROM audit_event WHERE action = 'import.commit'")).toBe(1);
  const again = await start().ended;
  expect(again.said).toContain("nothing to write");
});
