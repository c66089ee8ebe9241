import { type CompiledDatacenter, groupsOfRow } from "./compiled";
import type { DomainScope } from "./datacenter";

/** The domains of one scope: those of a row are items[start[row]] to items[start[row + 1] - 1]. */
export interface Domains {
  readonly scope: DomainScope;
  readonly start: Int32Array;
  readonly items: Int32Array;
  /** Ids by domain: of rows, rooms or devices of the model, or names of fault domains. */
  readonly ids: readonly string[];
}

function idsOfRow(dc: CompiledDatacenter, scope: DomainScope, row: number): readonly string[] {
  const { id, roomId, faultDomain } = dc.model.rows[row]!;
  if (scope === "row") return [id];
  if (scope === "room") return [roomId];
  if (scope === "faultDomain") return [faultDomain ?? roomId];
  const tops = new Set<string>();
  for (const group of groupsOfRow(dc, row)) {
    for (let e = dc.effectStart[group]!; e < dc.effectStart[group + 1]!; e++)
      tops.add(dc.model.devices[dc.deviceTop[dc.effectDevice[e]!]!]!.id);
  }
  return [...tops];
}

const known = new WeakMap<CompiledDatacenter, Map<DomainScope, Domains>>();

/** In which domains of a scope every row lies; worked out once per datacenter. */
export function domainsOf(dc: CompiledDatacenter, scope: DomainScope): Domains {
  const scopes = known.get(dc) ?? new Map<DomainScope, Domains>();
  known.set(dc, scopes);
  const found = scopes.get(scope);
  if (found) return found;
  const index = new Map<string, number>();
  const items: number[] = [];
  const start = new Int32Array(dc.rowRoom.length + 1);
  for (let row = 0; row < dc.rowRoom.length; row++) {
    for (const id of idsOfRow(dc, scope, row)) {
      if (!index.has(id)) index.set(id, index.size);
      items.push(index.get(id)!);
    }
    start[row + 1] = items.length;
  }
  const domains: Domains = { scope, start, items: Int32Array.from(items), ids: [...index.keys()] };
  scopes.set(scope, domains);
  return domains;
}
