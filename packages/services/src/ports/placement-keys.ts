import type { RuleKind } from "@headroom/core/capacity/rules";
import type { DomainScope } from "@headroom/core/topology/datacenter";

/** What a key means; it never changes. */
export interface KeyMeaning {
  readonly kind: RuleKind;
  readonly name: string;
  readonly scope: DomainScope;
  /** Of a spread, else null. */
  readonly maxRacks: number | null;
}

export interface PlacementKeyRecord extends KeyMeaning {
  readonly id: number;
  /** Requests that are not cancelled or declined, and racks that stand, under it. */
  readonly requests: number;
  readonly racks: number;
}

export interface PlacementKeyRepository {
  /** By kind and name. */
  list(): Promise<PlacementKeyRecord[]>;
  /** Those of these kinds and names that there are. */
  find(keys: readonly Pick<KeyMeaning, "kind" | "name">[]): Promise<(KeyMeaning & { readonly id: number })[]>;
  /** Makes the key, unless there is one of that kind and name, whatever it means. Somebody who makes it meanwhile is waited for. */
  make(key: KeyMeaning, authorId: string | null): Promise<boolean>;
  /** Takes the place of the keys that the request had. */
  setOfRequest(requestId: number, keys: readonly { readonly id: number; readonly kind: RuleKind }[]): Promise<void>;
  /** Datacenters where racks of affinity keys of these names stand or are promised on the day or later, `without`: but for these plan actions. */
  homes(
    affinityKeys: readonly string[],
    asOf: string,
    without: readonly number[],
  ): Promise<{ readonly key: string; readonly datacenterId: number; readonly datacenter: string }[]>;
}
