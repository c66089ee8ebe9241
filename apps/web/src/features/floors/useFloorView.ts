"use client";
import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

/** How the floor is looked at, kept in the address. */
export const useFloorView = () =>
  useQueryStates(
    {
      metric: parseAsStringLiteral(["space", "power", "cooling"]).withDefault("power"),
      view: parseAsStringLiteral(["floor", "table"]).withDefault("floor"),
      /** What the table lists. */
      list: parseAsStringLiteral(["rows", "devices"]).withDefault("rows"),
      /** Plan drawn as planned. */
      plan: parseAsInteger,
      /** Request held against the selected row. */
      request: parseAsInteger,
      /** Placement of the plan shown that is picked up: the number of its action. */
      move: parseAsInteger,
      /** Request of the plan shown that has no place and is picked up. */
      place: parseAsInteger,
      /** Top device assumed down. */
      fail: parseAsString,
      stranded: parseAsBoolean.withDefault(true),
      /** Selected position. */
      at: parseAsInteger,
      /** Selected row. */
      row: parseAsString,
    },
    { history: "replace" },
  );

export type FloorView = ReturnType<typeof useFloorView>[0];
