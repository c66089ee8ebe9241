import type { FactResource } from "@headroom/core/capacity/exhaustion";
import type { CapacityFact } from "@headroom/core/capacity/facts";

/** Sums of stored facts. Units: positions for space, W for the others. */
export interface FactSums {
  readonly limit: number;
  readonly installed: number;
  readonly inService: number;
  readonly committed: number;
  readonly reserved: number;
  readonly stranded: number;
}

/** One month of one resource; `month` as `2026-11`. */
export interface MonthSums extends FactSums {
  readonly month: string;
  readonly resource: FactResource;
}

/** Where facts are summed over: all, one region, or one datacenter. */
export interface FactScope {
  readonly regionId?: number;
  readonly datacenterId?: number;
}

export interface FactsQuery extends FactScope {
  /** `*` is the whole, the only one with a limit and with stranded. */
  readonly familyCode: string;
  readonly resources: readonly FactResource[];
  /** First and last month, `2026-11`. */
  readonly from?: string;
  readonly to?: string;
}

export interface FactsRepository {
  /** Writes rows of one month, replacing rows of the same key. The region is the datacenter's. */
  store(facts: readonly CapacityFact[]): Promise<void>;
  /** The rows of a datacenter for a month (`2026-11`), as they were stored. */
  stored(datacenterId: number, month: string): Promise<CapacityFact[]>;
  /** The latest month that has facts, `2026-11`, or null. */
  latestMonth(): Promise<string | null>;
  /** Oldest first. */
  series(query: FactsQuery): Promise<MonthSums[]>;
  /** The same series of every region, or of every datacenter of a region, by its id. */
  seriesByMember(member: "region" | "datacenter", query: FactsQuery): Promise<ReadonlyMap<number, MonthSums[]>>;
  /** One month by family code, without `*`. */
  families(
    month: string,
    resources: readonly FactResource[],
    scope: FactScope,
  ): Promise<ReadonlyMap<string, MonthSums[]>>;
}
