import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { InputFile } from "../read";

/** How the objects of one table become one file, an object at a time. */
export interface Sheet {
  readonly name: string;
  readonly head: string;
  readonly row: (one: SourceObject) => string;
  /** Between two rows. */
  readonly between: string;
  readonly foot: string;
}

/** Things by table and number. */
export type Lookup = (kind: string, externalId: string) => SourceObject | undefined;

/** The file of a sheet with all of its objects. */
export function whole({ name, head, row, between, foot }: Sheet, own: readonly SourceObject[]): InputFile {
  return { name, bytes: Buffer.from(`${head}${own.map(row).join(between)}${foot}`) };
}
