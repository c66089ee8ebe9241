import type { RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import type { Condition } from "@headroom/core/topology/table/filter";
import type { Searched } from "@headroom/core/topology/table/search";

export interface FoundRecord {
  readonly type: RecordTypeName;
  /** In the order of the type's key, as text. */
  readonly key: readonly string[];
  /** In the order of the fields that were searched. */
  readonly names: readonly (string | null)[];
  readonly details: readonly (string | null)[];
}

export interface FoundInFlow {
  readonly kind: "plan" | "request" | "run";
  readonly key: string;
  readonly label: string;
  readonly detail: string;
}

/** Words are in lower case. Of fewer than three characters they are the beginning of a name, else any part of one. */
export interface SearchRepository {
  /** Records of a type that have every word and keep to the conditions: what begins so first. */
  records(
    search: {
      readonly of: RecordType;
      readonly searched: Searched;
      readonly words: readonly string[];
      readonly conditions: readonly Condition[];
    },
    limit: number,
  ): Promise<readonly FoundRecord[]>;
  /** Plans, requests or runs, the newest first. `state`: how theirs begins; null: any. */
  flow(
    kind: "plan" | "request" | "run",
    words: readonly string[],
    state: string | null,
    limit: number,
  ): Promise<readonly FoundInFlow[]>;
}
