import type { KeyRules } from "@headroom/core/topology/datacenter";
import type { SeedRack } from "./racks";
import type { Story } from "./stories";
import type { SeedRegion } from "./topology";

/** The keys of a scenario: what each asks of whoever comes under it. */
export const keys = {
  shards: { spread: { key: "index-shards", scope: "faultDomain", maxRacksPerDomain: 40 } },
  replicas: { antiAffinity: { key: "ledger-replicas", scope: "faultDomain" } },
  edge: { spread: { key: "edge-cache", scope: "faultDomain", maxRacksPerDomain: 4 } },
} as const satisfies Readonly<Record<string, KeyRules>>;

/** The plans of a scenario's first region: what is committed there is spread, what waits for a signature stands apart. */
export function rulesOf({ region, ending }: Story): KeyRules | undefined {
  if (region === undefined) return undefined;
  return ending === "committed" ? keys.shards : ending === "submitted" ? keys.replicas : undefined;
}

/** A rack that stands under a key, and the lot it came in. */
export interface StandingKey {
  readonly rack: SeedRack;
  readonly rules: KeyRules;
  readonly lot: string;
}

/** Racks over the spread in one fault domain, and room for them in another. */
const OVER = keys.edge.spread.maxRacksPerDomain + 2;
const ELSEWHERE = 2;

/**
 * Racks that stood before their key did, in the last datacenter of a region with fault domains: two too many in one domain. Reality is over
 * the rule, and moving them mends it.
 */
export function standingKeys(regions: readonly SeedRegion[], racks: readonly SeedRack[]): StandingKey[] {
  const datacenter = regions.find((region) => region.spec.faultDomains)?.datacenters.at(-1);
  const room = datacenter?.rooms[0];
  if (!room) return [];
  const standing = racks.filter(({ lot }) => lot.datacenter === datacenter && lot.retiredOn === null);
  const inDomain = (index: 0 | 1) => {
    const domain = [...new Set(room.rows.map((row) => row.faultDomain))][index];
    const rows = new Set(room.rows.filter((row) => row.faultDomain === domain).map((row) => row.id));
    return standing.filter(({ position }) => rows.has(position.rowId));
  };
  const under = (list: readonly SeedRack[], lot: string) => list.map((rack) => ({ rack, rules: keys.edge, lot }));
  return [
    ...under(inDomain(0).slice(0, OVER), "edge-cache 1"),
    ...under(inDomain(1).slice(0, ELSEWHERE), "edge-cache 2"),
  ];
}
