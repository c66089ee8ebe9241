export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function flatten(value: unknown, prefix: string, into: Map<string, string>): void {
  if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, prefix ? `${prefix}.${key}` : key, into);
    return;
  }
  if (value === undefined) return;
  into.set(prefix || "value", typeof value === "string" ? value : JSON.stringify(value));
}

/** Field by field, what an event changed; fields that stayed the same are left out. Sorted by name. */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const old = new Map<string, string>();
  const now = new Map<string, string>();
  if (before !== null) flatten(before, "", old);
  if (after !== null) flatten(after, "", now);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => old.get(field) !== now.get(field))
    .sort()
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }));
}

/** "racks placed" for `racksPlaced`, "power, W" for `powerW`, "size: racks" for `size.racks`. */
export const fieldWords = (field: string): string =>
  field
    .split(".")
    .map((part) =>
      part
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .toLowerCase()
        .replace(/ w$/, ", W")
        .replace(/ kg$/, ", kg"),
    )
    .join(": ");
