"use client";
import type { Aim, UnitRange } from "@headroom/ui/rack/rackModel";
import { createParser, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { useQueryStates } from "../frame/address";
import { whenParsers } from "../when/useWhen";

/** A slot in an address: "21f", "10.5r". */
const parseAsAim = createParser<Aim>({
  parse: (text) => {
    const found = /^(\d{1,3}(?:\.5)?)([fr])$/.exec(text);
    return found ? { startU: Number(found[1]), face: found[2] === "f" ? "front" : "rear" } : null;
  },
  serialize: ({ startU, face }) => `${startU}${face === "front" ? "f" : "r"}`,
});

/** Units of a face in an address: "5-9f". */
const parseAsUnits = createParser<UnitRange>({
  parse: (text) => {
    const found = /^(\d{1,3})-(\d{1,3})([fr])$/.exec(text);
    if (!found || Number(found[1]) > Number(found[2])) return null;
    return { from: Number(found[1]), to: Number(found[2]), face: found[3] === "f" ? "front" : "rear" };
  },
  serialize: ({ from, to, face }) => `${from}-${to}${face === "front" ? "f" : "r"}`,
  eq: (a, b) => a.from === b.from && a.to === b.to && a.face === b.face,
});

/** How a rack is looked at, and what is carried over it, kept in the address. */
export const useRackView = () =>
  useQueryStates({
    order: parseAsStringLiteral(["top", "bottom"]).withDefault("top"),
    view: parseAsStringLiteral(["rack", "list"]).withDefault("rack"),
    ...whenParsers,
    /** Free units that are chosen: "5-9f". */
    units: parseAsUnits,
    /** Selected device. */
    device: parseAsString,
    /** Device that is carried, of this rack or another one. */
    carry: parseAsInteger,
    /** Type of a new device that is carried; "any": the first one that is known. */
    place: parseAsString,
    /** Where it is carried to. */
    to: parseAsAim,
  });

export type RackView = ReturnType<typeof useRackView>[0];

/** The address of another rack, looked at in the same way and with what is carried. */
export function rackHref(code: string, { order, view, days, plan, carry, place }: RackView): string {
  const query = new URLSearchParams();
  if (order !== "top") query.set("order", order);
  if (view !== "rack") query.set("view", view);
  if (days !== null) query.set("days", String(days));
  if (plan !== null) query.set("plan", String(plan));
  if (carry !== null) query.set("carry", String(carry));
  if (place !== null) query.set("place", place);
  const text = query.toString();
  return `/racks/${encodeURIComponent(code)}${text ? `?${text}` : ""}`;
}
