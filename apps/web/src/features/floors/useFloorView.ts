"use client";
import { createParser, parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { useQueryStates } from "../frame/address";
import { whenParsers } from "../when/useWhen";

export interface Look {
  readonly at: number;
  readonly cellPx: number;
}

/** "3121-54". */
const parseAsLook = createParser<Look>({
  parse(text) {
    const found = /^(\d{1,9})-(\d{1,3})$/.exec(text);
    return found ? { at: Number(found[1]), cellPx: Number(found[2]) } : null;
  },
  serialize: ({ at, cellPx }) => `${at}-${cellPx}`,
  eq: (a, b) => a.at === b.at && a.cellPx === b.cellPx,
});

/** How the floor is looked at, kept in the address. */
export const useFloorView = () =>
  useQueryStates({
    metric: parseAsStringLiteral(["space", "power", "cooling", "weight", "ports"]).withDefault("power"),
    view: parseAsStringLiteral(["floor", "table"]).withDefault("floor"),
    /** What the table lists. */
    list: parseAsStringLiteral(["rows", "devices"]).withDefault("rows"),
    ...whenParsers,
    /** Request held against the selected row. */
    request: parseAsInteger,
    /** Placement of the plan shown that is picked up: the number of its action. */
    move: parseAsInteger,
    /** Standing rack that is picked up. */
    carry: parseAsInteger,
    /** Request of the plan shown that has no place and is picked up. */
    place: parseAsInteger,
    /** Top device assumed down. */
    fail: parseAsString,
    stranded: parseAsBoolean.withDefault(true),
    /** Part of the floor that is seen: the position in its middle and the width of its cells, px. Absent: all of it. */
    look: parseAsLook,
    /** Selected position. */
    at: parseAsInteger,
    /** The other end of the selected positions, in the row of `at`. */
    until: parseAsInteger,
    /** Selected row. */
    row: parseAsString,
  });

export type FloorView = ReturnType<typeof useFloorView>[0];
