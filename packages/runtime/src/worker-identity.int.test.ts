import { hostname } from "node:os";
import { testDatabase } from "@headroom/config/vitest/database";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openLog } from "./log";
import { claimIdentity, type WorkerIdentity } from "./worker-identity";

let databaseUrl: string;
let admin: pg.Client;
const open: WorkerIdentity[] = [];
const log = openLog({ logLevel: "silent" }, "test");

beforeAll(async () => {
  databaseUrl = (await testDatabase()).url;
  admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((identity) => identity.release()));
});
afterAll(() => admin.end());

async function claim(wanted: string | null = null, onLost = () => {}): Promise<WorkerIdentity> {
  const identity = await claimIdentity({ databaseUrl, wanted, log, onLost, patienceSeconds: 0 });
  open.push(identity);
  return identity;
}

/** Ends a worker's connection as the death of its machine would. */
const cut = () =>
  admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'headroom worker identity%' AND datname = current_database()",
  );
const run = async () => {};

describe("a worker's name", () => {
  it("is the host's with the first free number, and free again after the end", async () => {
    const one = await claim();
    const two = await claim();
    expect([one.id, two.id]).toEqual([`${hostname()}-1`, `${hostname()}-2`]);
    await one.release();
    expect((await claim()).id).toBe(`${hostname()}-1`);
  });

  it("can be chosen, and is refused where it lives already", async () => {
    expect((await claim("alpha")).id).toBe("alpha");
    await expect(claim("alpha")).rejects.toThrow("A worker named alpha runs already");
  });

  it("tells the living from the dead", async () => {
    const one = await claim("alpha");
    const two = await claim("beta");
    const whileDead = vi.fn(run);
    expect(await two.unlessAlive("alpha", whileDead)).toBe(false);
    expect(await two.unlessAlive("beta", whileDead)).toBe(false);
    expect(whileDead).not.toHaveBeenCalled();
    await one.release();
    expect(await two.unlessAlive("alpha", whileDead)).toBe(true);
    expect(whileDead).toHaveBeenCalledTimes(1);
    expect((await claim("alpha")).id).toBe("alpha");
  });

  it("cannot be taken while somebody sorts out what its dead owner left", async () => {
    const one = await claim("alpha");
    await one.unlessAlive("gone", async () => {
      await expect(claim("gone")).rejects.toThrow("runs already");
    });
    expect((await claim("gone")).id).toBe("gone");
  });

  it("is taken back after the connection broke", async () => {
    await claim("alpha");
    const two = await claim("beta");
    await cut();
    await vi.waitFor(async () => expect(await two.unlessAlive("alpha", run)).toBe(false), 10_000);
  });

  it("is given up where somebody else has it by then", async () => {
    const onLost = vi.fn();
    const one = await claim("alpha", onLost);
    const key = "hashtext('alpha')";
    // In line for the name before it falls free.
    const other = new pg.Client({ connectionString: databaseUrl });
    await other.connect();
    const waiting = other.query(`SELECT pg_advisory_lock(${0x4844_524d}, ${key})`);
    await cut();
    await waiting;
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1), 10_000);
    await other.end();
    await one.release();
  });
});

describe("a worker that asks about a step", () => {
  const never = new AbortController().signal;
  const later = () => new Promise<void>((resolve) => setTimeout(resolve, 50));

  it("does so alone: others wait in line, and its own second question, too", async () => {
    const [one, two] = [await claim("alpha"), await claim("beta")];
    let inside = 0;
    let most = 0;
    const ask = (identity: WorkerIdentity, step: number) =>
      identity.alone(step, never, async () => {
        most = Math.max(most, ++inside);
        await later();
        inside -= 1;
        return identity.id;
      });
    expect(await Promise.all([ask(one, 7), ask(two, 7), ask(one, 7)])).toEqual(["alpha", "beta", "alpha"]);
    expect(most).toBe(1);
    await Promise.all([ask(one, 7), ask(two, 8)]);
    expect(most).toBe(2);
  });

  it("is told when it cannot say so any more, and asks again when it has its name back", async () => {
    const one = await claim("alpha");
    const two = await claim("beta");
    const cancelled = one.alone(7, never, async (lost) => {
      await cut();
      await new Promise((resolve) => lost.addEventListener("abort", resolve));
      return lost.aborted;
    });
    expect(await cancelled).toBe(true);
    expect(await Promise.all([one, two].map((who) => who.alone(7, never, async (lost) => lost.aborted)))).toEqual([
      ...[false, false],
    ]);
  });

  it("waits no longer where it is to stop", async () => {
    const [one, two] = [await claim("alpha"), await claim("beta")];
    const stop = new AbortController();
    await one.alone(7, never, async () => {
      const waiting = two.alone(7, stop.signal, async () => "asked");
      stop.abort(new Error("stopping"));
      await expect(waiting).rejects.toThrow("stopping");
    });
  });
});
