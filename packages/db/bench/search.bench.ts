import type { Benchmark, Figure } from "@headroom/config/bench/types";
import type { Actor } from "@headroom/services/actor";
import type { Ports } from "@headroom/services/ports";
import { find } from "@headroom/services/search/find";
import { openDatabase } from "../src/client";
import { createUnitOfWork } from "../src/unit-of-work";

const GOAL_MS = 100;

/**
 * What a search takes in the database of the `cloud` scenario, from its text to its hits. `--set database=URL` asks one that is there
 * already. Texts are made of a server that is in it, so that they find something in every fleet.
 */
const search: Benchmark = async ({ quick, options, served, say }) => {
  const url = options.database ?? (await served({ scenario: quick ? "cloud:10000" : "cloud" })).databaseUrl;
  const database = openDatabase(url);
  const ports = { work: createUnitOfWork(database) } as unknown as Ports;
  const actor: Actor = { id: null, name: "bench", role: "system", via: "cli", requestId: "bench" };
  try {
    const { rows } = await database.pool.query(
      `SELECT s.name, s.serial, k.code AS rack, d.code AS datacenter, r.code AS region, (SELECT count(*)::int FROM server) AS servers
         FROM server s JOIN rack k ON k.id = s.rack_id JOIN datacenter d ON d.id = k.datacenter_id JOIN zone z ON z.id = d.zone_id
         JOIN region r ON r.id = z.region_id WHERE s.serial IS NOT NULL ORDER BY s.id DESC LIMIT 1`,
    );
    const { name, serial, rack, datacenter, region, servers } = rows[0];
    say(`${servers.toLocaleString("en")} servers`);
    const texts: Record<string, string> = {
      "one character": rack.slice(0, 1),
      "two characters": serial.slice(0, 2),
      "beginning of a name": name.slice(0, 5),
      "a whole name": name,
      "beginning of a serial": serial.slice(0, 6),
      "middle of a serial": serial.slice(3, 8),
      "three characters of a name": name.slice(-3),
      "two words": `${datacenter} ${serial.slice(-4)}`,
      nothing: "no such thing anywhere",
      "rack:": `rack:${rack}`,
      "serial:": `serial:${serial.slice(0, 5)}`,
      "state:": "state:failed",
      "datacenter: with a word": `datacenter:${datacenter} ${name.slice(-3)}`,
      "region: and state:": `region:${region} state:failed`,
    };
    const figures: Figure[] = [];
    for (const [what, text] of Object.entries(texts)) {
      const times: number[] = [];
      for (let i = 0; i < (quick ? 5 : 40); i++) {
        const begin = performance.now();
        await find(ports, actor, { text });
        times.push(performance.now() - begin);
      }
      times.sort((a, b) => a - b);
      const p95 = times[Math.ceil(times.length * 0.95) - 1] ?? 0;
      figures.push({ name: `search, ${what}, p95`, value: p95, unit: "ms", goal: { atMost: GOAL_MS } });
    }
    return figures;
  } finally {
    await database.close();
  }
};

export default search;
