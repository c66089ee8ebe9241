import type { CapacityFact } from "@headroom/core/capacity/facts";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { DatacenterSnapshot } from "../ports/fleet";
import type { Repositories } from "../ports/repositories";
import { accountOf, factsOf } from "./refresh";

/** A stored number that is not what the facts say. `undefined`: there is none on that side. */
export interface RollupDifference {
  readonly datacenter: string;
  /** The account, its version, the facts of its month, or a day that has passed since and changed what stands. */
  readonly rollup: "account" | "version" | "facts" | "day";
  /** Where in it: `total.power.free`, `2026-11 compute power inService`. */
  readonly path: string;
  readonly stored: unknown;
  readonly computed: unknown;
}

export interface RollupsVerified {
  readonly datacenters: number;
  readonly positions: number;
  readonly racks: number;
  readonly servers: number;
  readonly differences: number;
}

/** What differs between two plain values, leaf by leaf. */
export function* differencesIn(
  stored: unknown,
  computed: unknown,
  path = "",
): Generator<Pick<RollupDifference, "path" | "stored" | "computed">> {
  if (Object.is(stored, computed)) return;
  const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null;
  if (isPlain(stored) && isPlain(computed) && Array.isArray(stored) === Array.isArray(computed)) {
    for (const key of new Set([...Object.keys(stored), ...Object.keys(computed)]))
      yield* differencesIn(stored[key], computed[key], path === "" ? key : `${path}.${key}`);
    return;
  }
  yield { path, stored, computed };
}

/** As it comes back from the database: no undefined, and no -0. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Facts by what they are of, each with its numbers. A family of which there is nothing may have a row of zeros or none. */
const byKey = (facts: readonly CapacityFact[]) =>
  Object.fromEntries(
    facts.flatMap(({ month, datacenterId: _, familyCode, resource, ...numbers }) =>
      familyCode !== "*" && Object.values(numbers).every((n) => n === 0)
        ? []
        : [[`${month.slice(0, 7)} ${familyCode} ${resource}`, numbers] as const],
    ),
  );

/**
 * Computes every number that screens read from rollups anew, from the facts, and hands each difference to `report`: accounts, their
 * versions, the facts of the month they are of, counts. One datacenter at a time, each as of one moment: memory does not grow with the
 * fleet, and nobody who works is in the way.
 */
export async function verifyRollups(
  ports: Ports,
  actor: Actor,
  report: (difference: RollupDifference) => void,
): Promise<RollupsVerified> {
  authorize(actor, "capacity.read");
  const today = new Date(ports.clock.now()).toISOString().slice(0, 10);
  const [datacenters, families] = await ports.work.read(async ({ inventory, catalog }) => [
    await inventory.datacenters(),
    (await catalog.families()).map(({ code }) => code),
  ]);
  const sums = { datacenters: 0, positions: 0, racks: 0, servers: 0, differences: 0 };
  for (const { id, code } of datacenters) {
    const { found, positions, racks, servers } = await ports.work.read((repositories) =>
      verifyDatacenter(repositories, id, today, families),
    );
    for (const difference of found) report({ datacenter: code, ...difference });
    sums.datacenters += 1;
    sums.positions += positions;
    sums.racks += racks;
    sums.servers += servers;
    sums.differences += found.length;
  }
  return sums;
}

type Found = Omit<RollupDifference, "datacenter">;

async function verifyDatacenter(
  { fleet, capacity, facts }: Repositories,
  id: number,
  today: string,
  families: readonly string[],
) {
  const stored = await capacity.account(id);
  // an account is of its day: what a reservation's end changes later is told apart
  const day = stored?.asOf.slice(0, 10) ?? today;
  const snapshot = await fleet.loadDatacenter({ id }, day);
  const counts = await capacity.counts(id);
  const sizes = { positions: snapshot?.positions.length ?? 0, ...counts };
  // removed since the list was read
  if (snapshot === null) return { found: [], ...sizes };
  const found: Found[] = [];
  const add = (rollup: Found["rollup"], a: unknown, b: unknown, prefix = "") => {
    for (const difference of differencesIn(plain(a ?? null), plain(b))) {
      const path = [prefix, difference.path].filter((part) => part !== "").join(" ");
      found.push({ rollup, ...difference, path });
    }
  };
  const account = accountOf(snapshot);
  // freezes and keys raise a datacenter's version, and leave its account as it is
  if (stored && stored.version > snapshot.version) add("version", stored.version, snapshot.version);
  add("account", stored?.account, account);
  const month = day.slice(0, 7);
  const kept = byKey(await facts.stored(id, month));
  add("facts", kept, byKey(factsOf(month, snapshot, account, families)));
  if (day < today) found.push(...passed(snapshot, await fleet.loadDatacenter({ id }, today), day));
  return { found, ...sizes };
}

/** What days have changed since the account was computed, by themselves. */
function passed(then: DatacenterSnapshot, now: DatacenterSnapshot | null, day: string): Found[] {
  const after = new Map(now?.positions.map((p) => [p.id, p.occupancy]));
  return then.positions.flatMap(({ id, occupancy }): Found[] => {
    const computed = after.get(id)?.kind ?? null;
    const stored = occupancy?.kind ?? null;
    const ended = occupancy?.validTo;
    return stored === computed || !ended
      ? []
      : [{ rollup: "day", path: `position ${id}, until ${ended}, account of ${day}`, stored, computed }];
  });
}
