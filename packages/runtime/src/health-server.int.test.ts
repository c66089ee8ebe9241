import { testDatabase } from "@headroom/config/vitest/database";
import { openDatabase } from "@headroom/db/client";
import { pino } from "pino";
import { expect, test } from "vitest";
import { openHealthServer } from "./health-server";
import { openMetrics } from "./metrics";

test("a worker says that it lives, is ready, and what it counts; and no longer is when it stops or the database is gone", async () => {
  const database = openDatabase((await testDatabase()).url);
  const metrics = openMetrics(database, "worker");
  metrics.swept("forget old runs", true, 0.2);
  metrics.called("rack.get", "ok", 0.03);
  let [moves, lives] = [true, true];
  const parts = {
    database,
    metrics,
    token: null,
    log: pino({ level: "silent" }),
    alive: () => moves,
    lives: () => lives,
  };
  const health = await openHealthServer(0, parts);
  const ask = async (path: string, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${health.port}${path}`, { headers });
    return [response.status, await response.text()] as const;
  };
  try {
    expect(await ask("/livez")).toEqual([200, '{"ok":true}']);
    expect(await ask("/readyz")).toEqual([200, '{"ok":true}']);
    const [status, text] = await ask("/metrics");
    expect(status).toBe(200);
    expect(text).toContain('headroom_sweep_seconds_count{part="worker",what="forget old runs",outcome="ok"} 1');
    expect(text).toContain('headroom_api_seconds_sum{part="worker",procedure="rack.get",outcome="ok"} 0.03');
    expect(text).toMatch(/headroom_database_connections\{state="idle",part="worker"\} 1/);
    expect((await ask("/metrics", { "x-forwarded-for": "10.0.0.7" }))[0]).toBe(404);
    expect((await ask("/else"))[0]).toBe(404);
    moves = false;
    expect((await ask("/livez"))[0]).toBe(503);
    lives = false;
    expect(await ask("/readyz")).toEqual([503, '{"ok":false,"part":"name"}']);
    health.drain();
    expect(await ask("/readyz")).toEqual([503, '{"ok":false,"part":"stopping"}']);
    await database.close();
    expect(await ask("/readyz")).toEqual([503, '{"ok":false,"part":"database"}']);
  } finally {
    await health.close();
  }
});
