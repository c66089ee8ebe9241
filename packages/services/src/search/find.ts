import type { SearchHit } from "@headroom/contracts/fleet";
import { recordType } from "@headroom/core/topology/records/fleet";
import { keyParts } from "@headroom/core/topology/table/address";
import {
  conditionsOf,
  type Searched,
  type SearchText,
  searchedTypes,
  searchFrom,
} from "@headroom/core/topology/table/search";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { FoundRecord, SearchRepository } from "../ports/search";

const HITS_OF_A_KIND = 6;

/**
 * What is found for a text: places, racks, servers, devices and types, plans and requests. `rack:nrd state:failed web` asks for all of it
 * together. Needs fleet.read.
 */
export async function find(ports: Ports, actor: Actor, input: { readonly text: string }): Promise<SearchHit[]> {
  authorize(actor, "fleet.read");
  const asked = searchFrom(input.text);
  if (asked.words.length === 0 && asked.filters.length === 0) return [];
  return ports.work.read(async ({ search }) => {
    const hits: SearchHit[] = [];
    for (const searched of searchedTypes as readonly Searched[]) {
      // people look for plans and requests before they look for parts of the fleet
      if (searched.type === "rooms") hits.push(...(await inFlow(search, asked)));
      const of = recordType(searched.type)!;
      const conditions = conditionsOf(of, asked.filters);
      if (conditions === null) continue;
      const found = await search.records({ of, searched, words: asked.words, conditions }, HITS_OF_A_KIND);
      hits.push(...found.map(hitOf));
    }
    return hits;
  });
}

async function inFlow(search: SearchRepository, { words, filters }: SearchText): Promise<SearchHit[]> {
  const hits: SearchHit[] = [];
  for (const kind of ["plan", "request", "run"] as const) {
    const asks = filters.every(({ name, value }) => name === "state" || (name === "type" && value === kind));
    const state = filters.find(({ name }) => name === "state")?.value ?? null;
    if (asks) hits.push(...(await search.flow(kind, words, state, HITS_OF_A_KIND)));
  }
  return hits;
}

function hitOf({ type, key, names, details }: FoundRecord): SearchHit {
  const [first, ...others] = names.filter((name) => name !== null && name !== "");
  const label = type === "rooms" ? `${key[0]} ${first}` : (first ?? key.join(" "));
  return {
    kind: type as SearchHit["kind"],
    label: others.length > 0 && others[0] !== first ? `${label} ${others[0]}` : label,
    detail: details.filter((part) => part !== null && part !== "").join(", "),
    key: keyParts(key).map(encodeURIComponent).join("/"),
  };
}
