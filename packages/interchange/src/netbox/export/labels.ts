import { CARRIERS } from "@headroom/core/topology/proposal/netbox-notes";
import type { TableName } from "../column";
import { TABLES } from "../tables";
import type { Facts, Objects } from "./objects";

const ABOUT: Readonly<Record<keyof typeof CARRIERS, string>> = {
  state: "Where it is in its life, as Headroom says it",
  owner: "Who keeps the units free, as Headroom says it",
};

/** `others`: what things of a table say that are not in memory. Tags that things have and fields that carry something: NetBox has to know them before it takes them. */
export function writeLabels(objects: Objects, others: ReadonlyMap<TableName, readonly Facts[]> = new Map()): void {
  const known = new Set([...objects.of("extras_tag").values()].map(({ slug }) => slug));
  const fields = new Set([...objects.of("extras_customfield").values()].map(({ name }) => name));
  for (const { name: table } of TABLES) {
    for (const facts of [...objects.of(table).values(), ...(others.get(table) ?? [])]) {
      for (const slug of facts.tags ? (JSON.parse(facts.tags) as string[]) : []) {
        if (known.has(slug)) continue;
        known.add(slug);
        objects.add("extras_tag", { name: slug, slug, color: "9e9e9e" });
      }
      for (const [what, name] of Object.entries(CARRIERS) as [keyof typeof CARRIERS, string][]) {
        if (fields.has(name) || !facts.custom_field_data?.includes(`"${name}"`)) continue;
        fields.add(name);
        objects.add("extras_customfield", { name, type: "text", description: ABOUT[what] });
      }
    }
  }
}
