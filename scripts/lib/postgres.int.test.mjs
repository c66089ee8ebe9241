import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withClient } from "./database.mjs";
import { inRoot } from "./paths.mjs";
import { throwawayPostgres } from "./postgres/throwaway.mjs";
import { startPostgres } from "./postgres.mjs";
import { identityOf, isAlive, untilGone } from "./process-identity.mjs";

let home = "";
/** @type {import("./postgres.mjs").Server[]} */
let servers = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "headroom-pg-test-"));
});
afterEach(async () => {
  for (const server of servers) await server.stop({ force: true });
  servers = [];
  rmSync(home, { recursive: true, force: true });
});

async function open(options = {}) {
  const server = await startPostgres({ dir: join(home, "pg"), port: 0, ...options });
  servers.push(server);
  return server;
}
const ask = (server, sql) => withClient(server.url("postgres"), async (client) => (await client.query(sql)).rows);

describe("the embedded PostgreSQL", () => {
  it("keeps what was committed when the server is killed, and starts again", async () => {
    const first = await open();
    expect([first.created, first.reused]).toEqual([true, false]);
    await ask(first, "create table kept (id int)");
    await ask(first, "insert into kept select generate_series(1, 707)");
    process.kill(first.pid, "SIGKILL");
    const second = await open();
    expect([second.created, second.reused]).toEqual([false, false]);
    expect(await ask(second, "select count(*)::int as n from kept")).toEqual([{ n: 707 }]);
  });

  it("takes over a server that still runs", async () => {
    const first = await open();
    const second = await open();
    expect(second.reused).toBe(true);
    expect([second.pid, second.port]).toEqual([first.pid, first.port]);
    expect(await ask(second, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("clears a lock file whose number now belongs to another program", async () => {
    const first = await open();
    const lock = readFileSync(join(home, "pg/postmaster.pid"), "utf8");
    await first.stop();
    writeFileSync(join(home, "pg/postmaster.pid"), lock.replace(/^\d+/, String(process.pid)));
    const second = await open();
    expect(second.reused).toBe(false);
    expect(isAlive(identityOf(process.pid))).toBe(true);
  });

  it("is whole after the launcher was killed at any moment of the first start", async () => {
    const script = `import { startPostgres } from ${JSON.stringify(inRoot("scripts/lib/postgres.mjs"))};
      await startPostgres({ dir: ${JSON.stringify(join(home, "pg"))}, port: 0 }); setInterval(() => {}, 1000);`;
    for (const moment of [150, 350, 600, 900]) {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore", detached: true });
      await new Promise((resolve) => setTimeout(resolve, moment));
      process.kill(child.pid ?? 0, "SIGKILL");
      await untilGone(identityOf(child.pid ?? 0), 5_000);
      const server = await open();
      expect(await ask(server, "select 1 as one")).toEqual([{ one: 1 }]);
      await server.stop();
      rmSync(join(home, "pg"), { recursive: true, force: true });
    }
    expect(readdirSync(home).filter((name) => name.includes(".new-"))).toEqual([]);
  });

  it("takes another port where the preferred one is in use", async () => {
    const other = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = /** @type {net.AddressInfo} */ (other.address());
    const server = await open({ port });
    expect(server.port).not.toBe(port);
    expect(await ask(server, "select 1 as one")).toEqual([{ one: 1 }]);
    other.close();
  });

  it("refuses the data of another major version in one sentence", async () => {
    mkdirSync(join(home, "pg"));
    writeFileSync(join(home, "pg/PG_VERSION"), "13\n");
    await expect(open()).rejects.toThrow(
      /^The data in .* was written by PostgreSQL 13, but this Headroom brings PostgreSQL \d+: [^.]*\.$/,
    );
  });

  it("refuses a folder that holds something else", async () => {
    mkdirSync(join(home, "pg"));
    writeFileSync(join(home, "pg/letter.txt"), "dear");
    await expect(open()).rejects.toThrow(/neither empty nor a PostgreSQL data directory/);
    expect(readFileSync(join(home, "pg/letter.txt"), "utf8")).toBe("dear");
  });

  it("asks for the password it made, and listens on this machine alone", async () => {
    const server = await open();
    const wrong = server.url("postgres").replace(/:[^:@]+@/, ":guess@");
    await expect(withClient(wrong, async () => {})).rejects.toThrow(/password authentication failed/);
    expect(await ask(server, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  });

  it.runIf(process.getuid?.() === 0)(
    "runs for root in a folder only root may enter, with and without namespaces",
    async () => {
      const closed = join(home, "closed");
      mkdirSync(closed, { mode: 0o700 });
      const inside = await open({ dir: join(closed, "a") });
      expect(inside.note).toBe(undefined);
      const outside = await open({ dir: join(closed, "b"), namespaces: false });
      expect(outside.note).toMatch(/data in \/var\/lib\/headroom/);
      await ask(outside, "create table kept (id int)");
      await outside.stop();
      const again = await open({ dir: join(closed, "b"), namespaces: false });
      expect(await ask(again, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
      const place = again.note?.match(/\/var\/lib\/headroom\/\w+/)?.[0] ?? "";
      await again.stop();
      rmSync(place, { recursive: true });
    },
  );
});

describe("a throwaway PostgreSQL", () => {
  it("stands beside others, and leaves nothing", async () => {
    const both = await Promise.all([throwawayPostgres({ tmp: home }), throwawayPostgres({ tmp: home })]);
    expect(both[0]?.port).not.toBe(both[1]?.port);
    for (const server of both) expect(await ask(server, "select 1 as one")).toEqual([{ one: 1 }]);
    await Promise.all(both.map((server) => server.stop()));
    expect(readdirSync(home)).toEqual([]);
  });

  it("of a killed test run is ended by the next one", async () => {
    const server = await throwawayPostgres({ tmp: home });
    const left = identityOf(server.pid);
    writeFileSync(join(server.dir, "../owner.json"), JSON.stringify({ pid: 999_999_999, started: "never" }));
    const next = await throwawayPostgres({ tmp: home });
    expect(await untilGone(left, 5_000)).toBe(true);
    expect(existsSync(server.dir)).toBe(false);
    await next.stop();
  });
});
