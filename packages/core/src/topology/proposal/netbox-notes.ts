import type { NetboxNotes } from "./netbox-inventory";
import type { ProposedNoun } from "./types";

/**
 * Custom fields in which an export carries what NetBox has no column for. An import reads them and keeps them out of the fields that
 * people see.
 */
export const CARRIERS = { state: "headroom_state", owner: "headroom_owner" } as const;
const names: ReadonlySet<string> = new Set(Object.values(CARRIERS));

type Fields = Readonly<Record<string, unknown>>;
const parsed = (customFields: string | null | undefined): Fields => (customFields ? JSON.parse(customFields) : {});

/** Tags and custom fields for a noun: NetBox always says what there is. */
export const notesOf = ({ tags, customFields }: NetboxNotes): Pick<ProposedNoun, "tags" | "customFields"> => ({
  tags: tags ?? [],
  customFields: textOf(Object.entries(parsed(customFields)).filter(([name]) => !names.has(name))),
});

/** What an export has carried in a field; undefined: nothing. */
export function carried({ customFields }: NetboxNotes, name: keyof typeof CARRIERS): string | undefined {
  const value = parsed(customFields)[CARRIERS[name]];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Custom fields with those that are carried; one that carries nothing is not there. */
export function carrying(
  customFields: string | null,
  values: Readonly<Partial<Record<keyof typeof CARRIERS, string | null>>>,
): string | null {
  const own = Object.entries(parsed(customFields)).filter(([name]) => !names.has(name));
  const more = Object.entries(values).flatMap(([name, value]) =>
    value ? [[CARRIERS[name as keyof typeof CARRIERS], value] as const] : [],
  );
  return textOf([...own, ...more]);
}

const textOf = (entries: readonly (readonly [string, unknown])[]): string | null =>
  entries.length === 0 ? null : JSON.stringify(Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1))));
