import { recordType } from "../records/fleet";
import type { RecordType } from "../records/types";

type KeyPart = string | number | null;

/**
 * A record's key as parts of an address, and back. Nothing (a freeze of a whole datacenter has no room) is `~`; a text that begins with
 * one has another in front.
 */
export const keyParts = (key: readonly KeyPart[]): string[] =>
  key.map((part) => (part === null ? "~" : String(part).startsWith("~") ? `~${part}` : String(part)));

/** null: not a key of the type. */
export function keyFrom(of: RecordType, parts: readonly string[]): KeyPart[] | null {
  if (parts.length !== of.key.length) return null;
  const key = parts.map((part, i): KeyPart | undefined => {
    if (part === "~") return null;
    const text = part.startsWith("~") ? part.slice(1) : part;
    const { kind } = of.fields.find(({ name }) => name === of.key[i])!;
    if (kind.type !== "whole" && kind.type !== "number") return text;
    return /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
  });
  return key.includes(undefined) ? null : (key as KeyPart[]);
}

/** Page of a type's table. */
export const tablePath = (type: RecordType["name"], filter = ""): string =>
  `/inventory/${type}${filter === "" ? "" : `?filter=${encodeURIComponent(filter)}`}`;

/** Page of a record. */
export const recordPath = (type: RecordType["name"], key: readonly KeyPart[]): string =>
  `/inventory/${type}/${keyParts(key).map(encodeURIComponent).join("/")}`;

/** The key of the record that a link's fields name; null: it names none. */
export function linkedKey(
  of: RecordType,
  values: readonly unknown[],
  link: RecordType["links"][number],
): KeyPart[] | null {
  const key = link.fields.map((name) => values[of.fields.findIndex((field) => field.name === name)] as KeyPart);
  return key.length === recordType(link.to)?.key.length && key.at(-1) !== null && key.at(-1) !== undefined ? key : null;
}
