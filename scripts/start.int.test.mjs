import { mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { testDatabase } from "@headroom/config/vitest/database";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { withClient } from "./lib/database.mjs";
import { freePort, tryPort } from "./lib/ports.mjs";
import { commandLine, processIds } from "./lib/process-identity.mjs";
import { endRuns, makeCheckout, removeCheckout, runScript } from "./testing/checkout.mjs";

let home = "";
let port = "";
beforeAll(async () => {
  home = makeCheckout();
  port = String(await freePort());
});
afterEach(endRuns);
afterAll(() => removeCheckout(home));

const start = (more = {}, args = []) => runScript(home, "scripts/start.mjs", { env: { PORT: port, ...more }, args });
const ready = /Headroom is ready after [\d.]+ s: /;
const databaseUrl = () => readFileSync(join(home, ".data/database-url"), "utf8").trim();
const regions = (url) =>
  withClient(url, async (client) => (await client.query("select count(*)::int as n from region")).rows[0].n);
/** The last line: whoever reads only that must know what to do. */
const lastLine = (run) => run.output().trim().split("\n").at(-1);

describe("npm start", () => {
  it("does everything from nothing, says so with times, and Ctrl-C stops all of it", async () => {
    const run = start();
    const output = await run.said(/Ctrl-C stops it/);
    for (const label of ["install", "generate", "database", "migrate", "seed", "build", "serve"])
      expect(output).toMatch(new RegExp(`^ok ${label} +[\\d.]+ s`, "m"));
    expect(output).toContain("seeded 2 regions");
    await run.said(/worker with secret 43/);
    expect(output).toMatch(new RegExp(`${ready.source}http://127\\.0\\.0\\.1:${port}\\n`));
    expect(output).toMatch(/planner@demo\.example {2}a-password {3}planner/);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("hello");
    expect(statSync(join(home, ".data/auth-secret")).mode & 0o777).toBe(0o600);

    const second = start();
    expect(await second.exit).toBe(1);
    expect(lastLine(second)).toBe(
      `Headroom already runs from this folder (process ${run.pid}, http://127.0.0.1:${port}): stop it with Ctrl-C there before starting it again.`,
    );

    const url = databaseUrl();
    run.kill("SIGINT");
    expect(await run.exit).toBe(0);
    expect("port" in (await tryPort(Number(port)))).toBe(true);
    await expect(withClient(url, async () => {})).rejects.toThrow(/ECONNREFUSED/);
  });

  it("keeps data and build at the second start, after kill -9", async () => {
    const secret = readFileSync(join(home, ".data/auth-secret"), "utf8");
    const first = start();
    await first.said(ready);
    await withClient(databaseUrl(), (client) => client.query("update region set name = 'kept' where code = 'r1'"));
    first.kill("SIGKILL");
    await first.gone();
    const second = start();
    const output = await second.said(/Ctrl-C stops it/);
    expect(output).toMatch(/ended \d processes that a killed start had left/);
    expect(output).toMatch(/database .*running already/);
    expect(output).toMatch(/build .*unchanged since the last build/);
    expect(output).not.toContain("seeded");
    const name = await withClient(
      databaseUrl(),
      async (client) => (await client.query("select name from region where code = 'r1'")).rows[0].name,
    );
    expect(name).toBe("kept");
    expect(readFileSync(join(home, ".data/auth-secret"), "utf8")).toBe(secret);
    second.kill("SIGTERM");
    await second.exit;
  });

  it("builds again when a source changed, and only then", async () => {
    writeFileSync(join(home, "apps/web/src/page.tsx"), "export const page = 2;");
    const run = start();
    expect(await run.said(ready)).toMatch(/build .*built for production/);
    run.kill("SIGINT");
    await run.exit;
  });

  it.each([
    ["web server", "next start"],
    ["worker", "apps/worker/src/main.ts"],
  ])("stops everything when the %s dies", async (name, command) => {
    const run = start();
    await run.said(ready);
    const inHome = (pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(home);
      } catch {
        return false;
      }
    };
    const victim = processIds().find((pid) => inHome(pid) && commandLine(pid).includes(command));
    process.kill(victim ?? 0, "SIGKILL");
    expect(await run.exit).toBe(1);
    expect(lastLine(run)).toBe(`The ${name} ended by itself (SIGKILL), so everything is stopped.`);
    expect("port" in (await tryPort(Number(port)))).toBe(true);
  });

  it("stops everything when the database dies, and starts again", async () => {
    const run = start();
    await run.said(ready);
    process.kill(Number(readFileSync(join(home, ".data/postgres/postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    expect(await run.exit).toBe(1);
    expect(lastLine(run)).toMatch(/^The embedded PostgreSQL ended by itself .*so everything is stopped\.$/);
    const again = start();
    await again.said(ready);
    again.kill("SIGINT");
    expect(await again.exit).toBe(0);
  });
});

describe("npm start, when something is in the way,", () => {
  it("names a port in use", async () => {
    const other = createServer().listen(Number(port), "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const run = start();
    expect(await run.exit).toBe(1);
    other.close();
    expect(lastLine(run)).toBe(
      `Port ${port} is in use by another program: stop that program, or choose another port with PORT=${Number(port) + 1} npm start.`,
    );
  });

  it("names a port that is none", async () => {
    const run = start({ PORT: "web" });
    expect(await run.exit).toBe(1);
    expect(lastLine(run)).toBe('PORT must be a number from 1 to 65535, not "web".');
  });

  it("names a database that cannot be reached, without its password", async () => {
    const run = start({ DATABASE_URL: `postgresql://me:secret@127.0.0.1:${await freePort()}/db` });
    expect(await run.exit).toBe(1);
    expect(lastLine(run)).toMatch(
      /^The database at postgresql:\/\/me:\*\*\*@127\.0\.0\.1:\d+\/db cannot be reached: .*\?$/,
    );
    expect(run.output()).not.toContain("secret@");
  });

  it("names data of another version", async () => {
    const other = makeCheckout();
    mkdirSync(join(other, ".data/postgres"), { recursive: true });
    writeFileSync(join(other, ".data/postgres/PG_VERSION"), "16\n");
    const run = runScript(other, "scripts/start.mjs", { env: { PORT: port } });
    expect(await run.exit).toBe(1);
    expect(lastLine(run)).toMatch(/was written by PostgreSQL 16, but this Headroom brings PostgreSQL 18/);
    await removeCheckout(other);
  });
});

describe("npm start with a DATABASE_URL", () => {
  it("starts no server, seeds nothing, and prints the first admin's link", async () => {
    const { url } = await testDatabase({ migrated: false });
    const run = start({ DATABASE_URL: url });
    const output = await run.said(/Ctrl-C stops it/);
    expect(output).toContain(`First admin: http://127.0.0.1:${port}/first-admin/token`);
    expect(output).not.toContain("seeded");
    expect(output).not.toContain("planner@demo.example");
    run.kill("SIGINT");
    expect(await run.exit).toBe(0);
    expect(await regions(url)).toBe(0);
  });

  it("seeds the demo where that is asked for", async () => {
    const { url } = await testDatabase({ migrated: false });
    const run = start({ DATABASE_URL: url }, ["--demo"]);
    expect(await run.said(/Ctrl-C stops it/)).toContain("seeded 2 regions");
    run.kill("SIGINT");
    await run.exit;
    expect(await regions(url)).toBe(2);
  });
});

describe("npm start, killed at any moment of the first start,", () => {
  it.each([[/^ok install/m], [/^ok database/m], [/^ok migrate/m], [/^\.\. seed/m], [/^ok build/m]])(
    "after %s works the next time",
    async (moment) => {
      const other = makeCheckout();
      const env = { PORT: port, TEST_SEED_SECONDS: "2" };
      const first = runScript(other, "scripts/start.mjs", { env });
      await first.said(moment);
      first.kill("SIGKILL");
      await first.gone();
      const second = runScript(other, "scripts/start.mjs", { env });
      await second.said(ready);
      expect(await regions(readFileSync(join(other, ".data/database-url"), "utf8").trim())).toBe(2);
      second.kill("SIGINT");
      expect(await second.exit).toBe(0);
      await removeCheckout(other);
    },
  );
});
