import type { SearchHit } from "@headroom/contracts/fleet";

export interface SearchRepository {
  /** Hits in the order region, datacenter, plan, request, rack; at most `limit` of each kind. `text` is not empty. */
  find(text: string, limit: number): Promise<SearchHit[]>;
}
