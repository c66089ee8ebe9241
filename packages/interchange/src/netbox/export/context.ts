import type { CurrentInventory, CurrentNoun } from "@headroom/core/topology/proposal/current";
import { carrying } from "@headroom/core/topology/proposal/netbox-notes";
import type { Making } from "./made";
import type { Facts, Objects } from "./objects";
import { type Once, slugOf } from "./words";

/** What an export is made from: the inventory, what it was when it was imported, and the objects that are becoming it. */
export interface ExportContext {
  readonly now: CurrentInventory;
  readonly before: CurrentInventory;
  readonly objects: Objects;
  readonly once: Once;
  readonly made: Making;
}

/** By key. */
export const byKey = <T extends CurrentNoun>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.key, one]));

/** The number of an object in a key such as `rack:14`; null: another key. */
export function idIn(prefix: string, key: string): string | null {
  const rest = key.startsWith(`${prefix}:`) ? key.slice(prefix.length + 1) : "";
  return /^[0-9]+$/.test(rest) ? rest : null;
}

export const isNew = (key: string): boolean => key.startsWith("new:");

/** Writes a fact where the inventory says otherwise than the import did; where there was no import, always. */
export function change<T extends CurrentNoun>(now: T, was: T | undefined, facts: Facts) {
  return (field: keyof T, write: (facts: Facts) => void): void => {
    if (was === undefined || now[field] !== was[field]) write(facts);
  };
}

/** Tags and custom fields. `carry`: what has to be carried besides; undefined: what is carried already stays so. */
export function writeNotes(
  now: CurrentNoun,
  was: CurrentNoun | undefined,
  facts: Facts,
  carry: Parameters<typeof carrying>[1] = {},
): void {
  const tags = [...new Set(now.tags.map(slugOf))].sort();
  if (tags.join("\n") !== [...(was?.tags ?? [])].sort().join("\n")) facts.tags = JSON.stringify(tags);
  if (tags.length === 0) delete facts.tags;
  const same = ordered(now.customFields) === ordered(was?.customFields ?? null);
  if (same && Object.values(carry).every((value) => value === undefined)) return;
  const carried = { ...carriedIn(facts), ...carry };
  const text = carrying(now.customFields, carried);
  if (text === null) delete facts.custom_field_data;
  else facts.custom_field_data = text;
}

const ordered = (customFields: string | null): string => carrying(customFields, {}) ?? "";

function carriedIn({ custom_field_data }: Facts): Record<string, string | null> {
  const fields: Record<string, unknown> = custom_field_data ? JSON.parse(custom_field_data) : {};
  const text = (name: string) => (typeof fields[name] === "string" ? (fields[name] as string) : null);
  return { state: text("headroom_state"), owner: text("headroom_owner") };
}

/** A number in plain digits. */
export const digits = (value: number, decimals = 6): string => String(Number(value.toFixed(decimals)));
