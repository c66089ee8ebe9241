import { oracleLoads } from "@headroom/core/capacity/loads.oracle";
import { planPlacement } from "@headroom/core/planning/placement/plan";
import { placedBy } from "@headroom/core/planning/placement/testing.oracle";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { faultLine } from "./fault";
import { parseInstance } from "./instance";
import { writeSolution } from "./solution";

// hundreds of files, each planned when it is one
vi.setConfig({ testTimeout: 60_000 });

type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };

const instance = (format: 1 | 2): Tree => ({
  format: `headroom.placement-instance/${format}`,
  name: "mutated",
  datacenter: {
    rooms: [{ id: "r" }, { id: "s" }],
    rows: [
      {
        id: "r1",
        room: "r",
        ...(format === 2 ? { tags: ["gpu"], ports: 40, networkZone: "n", faultDomain: "f" } : {}),
      },
      { id: "r2", room: "r" },
      { id: "s1", room: "s" },
    ],
    positionGroups: [
      { id: "r1a", row: "r1", positions: 4, feeds: ["A1", "B"], coolingZone: "z" },
      { id: "r1b", row: "r1", positions: 4, feeds: ["A1", "C"], coolingZone: "z" },
      { id: "r2a", row: "r2", positions: 6, feeds: ["B", "C"], coolingZone: "z" },
      { id: "s1a", row: "s1", positions: 3, feeds: ["D", "E"], coolingZone: "y" },
    ],
    powerDevices: [
      ...["A", "B", "C"].map((id) => ({ id, parent: null, room: "r", capacityW: 30_000, failoverCapacityW: 40_000 })),
      { id: "A1", parent: "A", room: "r", capacityW: 20_000, failoverCapacityW: 40_000 },
      ...["D", "E"].map((id) => ({ id, parent: null, room: "s", capacityW: 9000, failoverCapacityW: 18_000 })),
    ],
    coolingZones: [
      { id: "z", room: "r", capacityW: 12_000 },
      { id: "y", room: "s", capacityW: 3000 },
    ],
    ...(format === 2
      ? {
          networkZones: [{ id: "n", room: "r", ports: 60 }],
          freezes: [{ scope: "row", id: "r2", from: "2026-05-01", to: "2026-05-31", reason: "audit" }],
        }
      : {}),
  },
  placed: [{ request: "p", row: "r1", racks: { r1a: 2, r1b: 1 }, powerW: 1000, coolingW: 100 }],
  history: [{ racks: 2, powerW: 3000, coolingW: 300 }],
  batchSize: 2,
  requests: [1, 2, 3, 4, 5].map((racks) => ({
    id: `q${racks}`,
    racks,
    powerW: 2000 + 500 * racks,
    coolingW: 400,
    reward: 200,
    ...(format === 2
      ? {
          ports: 2,
          weightKg: 900,
          requiredTags: racks === 2 ? ["gpu"] : [],
          neededBy: "2026-05-17",
          spread: { key: "k", scope: "row", maxRacksPerDomain: 6 },
        }
      : {}),
  })),
  ...(format === 2 ? { pinned: [{ request: "q3", row: "r1", racks: { r1b: 3 } }], forbiddenRows: ["s1"] } : {}),
});

/** Every value with the object or list that holds it, deepest last. */
function slots(tree: Tree): { holder: { [key: string]: Tree }; key: string }[] {
  if (tree === null || typeof tree !== "object") return [];
  return Object.keys(tree).flatMap((key) => {
    const holder = tree as { [key: string]: Tree };
    return [{ holder, key }, ...slots(holder[key]!)];
  });
}

/** What a slip or malice makes of one value. */
const mutation = fc.oneof(
  fc.constant("drop" as const),
  fc.constant("double" as const),
  fc.constant("negative" as const),
  fc.constant("nan" as const),
  fc.constant("other id" as const),
  fc.constant("large" as const),
  fc.constantFrom<Tree>(
    null,
    true,
    0,
    0.5,
    1e308,
    "",
    "NaN",
    "nobody",
    [],
    {},
    [null],
    { r1a: 1e6 },
    -0,
    "\u0000",
    "__proto__",
  ),
);

function mutate(tree: Tree, at: number, how: Tree): void {
  const all = slots(tree);
  if (all.length === 0) return;
  const { holder, key } = all[at % all.length]!;
  const value = holder[key]!;
  if (how === "drop") {
    if (Array.isArray(holder)) (holder as Tree[]).splice(Number(key), 1);
    else delete holder[key];
  } else if (how === "double") {
    if (Array.isArray(holder)) (holder as Tree[]).push(structuredClone(value));
    else holder[`${key}2`] = value;
  } else if (how === "negative") holder[key] = typeof value === "number" ? -value : -1;
  else if (how === "nan") holder[key] = "\u0001NaN";
  else if (how === "large") holder[key] = typeof value === "number" ? value * 1e6 : 1e9;
  else if (how === "other id") {
    const ids = slots(tree).flatMap(({ holder: h, key: k }) => (typeof h[k] === "string" ? [h[k]] : []));
    holder[key] = ids[at % Math.max(1, ids.length)] ?? "nobody";
  } else holder[key] = how;
}

test("however an instance is mutated, it is planned within every limit or every fault has a path and is one line", () => {
  let [planned, refused] = [0, 0];
  fc.assert(
    fc.property(
      fc.constantFrom<1 | 2>(1, 2),
      fc.array(fc.tuple(fc.nat(500), mutation), { maxLength: 4 }),
      fc.constantFrom("online" as const, "offline" as const),
      fc.constantFrom("place-all" as const, "selective" as const),
      (format, mutations, mode, policy) => {
        const tree = instance(format);
        for (const [at, how] of mutations) mutate(tree, at, how);
        const text = JSON.stringify(tree).replaceAll('"\\u0001NaN"', "NaN");
        const parsed = parseInstance("FILE", new TextEncoder().encode(text));
        if (!parsed.ok) {
          refused += 1;
          expect(parsed.error.length).toBeGreaterThan(0);
          for (const fault of parsed.error) {
            expect(fault.path).toMatch(/^(\$|line \d+, column \d+)/);
            expect(faultLine(fault)).toMatch(/^FILE: .+: expected .+, found .+$/);
          }
          return;
        }
        planned += 1;
        const { model, placed, requests } = parsed.value;
        const result = planPlacement({ ...parsed.value, mode, policy }, { seed: 1, steps: 6 });
        if (!result.ok) throw new Error(JSON.stringify(result.error));
        expect(result.value.decisions.map((d) => d.requestId)).toEqual(requests.map((r) => r.id));
        const standing = [...placed, ...placedBy(requests, result.value)];
        expect([...oracleLoads(model, standing).broken]).toEqual([]);
        const written = JSON.parse(writeSolution(parsed.value.name, result.value, { seconds: 0, batchSeconds: [] }));
        expect(written.placements.length + written.rejected.length).toBe(requests.length);
        for (const { reasons } of written.rejected) expect(reasons.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 1500 },
  );
  expect(planned).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
