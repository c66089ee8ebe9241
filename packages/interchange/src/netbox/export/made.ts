import type { CurrentNoun } from "@headroom/core/topology/proposal/current";
import type { NounKind } from "@headroom/core/topology/proposal/types";
import type { TableName } from "../column";
import { PREFIX } from "../numbers";

/** An object that an export makes up for a record that NetBox does not know: what an import of that object means. */
export interface Made {
  readonly kind: NounKind;
  readonly table: TableName;
  readonly id: string;
  /** Number of the record. */
  readonly localId: number;
  /** What follows the object's number in the key of the noun, as `/position`. */
  readonly rest: string;
}

/** The key of the noun that an import reads off it. */
export const keyOfMade = ({ table, id, rest }: Made): string => `${PREFIX[table] ?? table}:${id}${rest}`;

/** Collects what is made for new records. */
export class Making {
  readonly list: Made[] = [];

  /** `key`: of the record, `new:12`; of one that NetBox knows nothing has to be noted. */
  note(kind: NounKind, table: TableName, id: string | null, key: CurrentNoun["key"] | null, rest = ""): void {
    const localId = /^new:([0-9]+)$/.exec(key ?? "")?.[1];
    if (id !== null && localId !== undefined) this.list.push({ kind, table, id, localId: Number(localId), rest });
  }
}
