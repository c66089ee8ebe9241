import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { generate, type PresetName } from "./generate";
import { PythonRandom, roundHalfEven } from "./python-random";

const shared = fileURLToPath(new URL("../../../../../shared/bench/placement/instances/", import.meta.url));
const there = existsSync(shared);

test.skipIf(!there)(`makes the instances of ../shared (skipped where ${shared} is absent)`, () => {
  const files = readdirSync(shared).filter((file) => file.endsWith(".json"));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const [, preset, seed] = /^(paper|tight|small)-.*-s(\d+)\.json$/.exec(file)!;
    const distribution = file.includes("families") ? "families" : "independent";
    const made = generate({ preset: preset as PresetName, seed: Number(seed), distribution });
    expect(made, file).toEqual(JSON.parse(readFileSync(`${shared}${file}`, "utf8")));
  }
});

test("draws what Python draws from a text", () => {
  const random = new PythonRandom("headroom/paper/drift/1/requests");
  const drawn = [random.random(), random.randrange(7), random.randrange(4_000_000_000), random.uniform(-0.15, 0.15)];
  expect(drawn).toEqual(PYTHON);
  expect([0.5, 1.5, 2.5, 2.4, 2.6].map(roundHalfEven)).toEqual([0, 2, 2, 2, 3]);
});

test("drift asks for ever more accelerators, and its history does not know", () => {
  const { requests, history } = generate({ preset: "paper", seed: 3, distribution: "drift" });
  const share = (demands: readonly { powerW: number }[]) =>
    demands.filter((d) => d.powerW >= 10_000).length / demands.length;
  expect(share(history)).toBeLessThan(0.1);
  expect(share(requests.slice(140))).toBeGreaterThan(0.2);
});

test("a campus of 139 rooms has 100,080 positions", () => {
  const { datacenter, requests, name } = generate({
    preset: "campus",
    seed: 1,
    distribution: "independent",
    rooms: 139,
  });
  expect(datacenter.positionGroups.reduce((sum, g) => sum + g.positions, 0)).toBe(100_080);
  expect([requests.length, requests[0]!.id, name]).toEqual([13_900, "q00001", "campus139-independent-s1-k13900"]);
});

/** `r = random.Random("headroom/paper/drift/1/requests")`, then the same four calls in Python 3.11. */
const PYTHON = [0.9838361652357597, 3, 1032077358, -0.11447454272522589];
