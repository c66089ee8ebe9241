import { z } from "zod";
import { id } from "./common";
import { domainScopes, ruleKinds } from "./names";

/** Rules among racks that carry the same key, as a request comes under them. What a key means is said once, for good. */

export const domainScope = z.enum(domainScopes);
export const ruleKind = z.enum(ruleKinds);
export type RuleKindDto = z.infer<typeof ruleKind>;
const keyName = z.string().trim().min(1).max(80);

const rule = z.object({ key: keyName, scope: domainScope });
/** At most so many racks of the key in one domain. */
const spreadRule = rule.extend({ maxRacksPerDomain: z.int().min(1).max(1_000_000) });

/** `spread`: so many racks a domain. `antiAffinity`: requests of the key never share a domain. `affinity`: they all share one. null: none. */
export const keyRules = z.object({
  spread: spreadRule.nullable().default(null),
  antiAffinity: rule.nullable().default(null),
  affinity: rule.nullable().default(null),
});
export type KeyRulesDto = z.output<typeof keyRules>;
export const noRules: KeyRulesDto = { spread: null, antiAffinity: null, affinity: null };

/** key.list: every key with what it means, and how many requests and standing racks come under it. */
export const placementKey = z.object({
  id,
  kind: ruleKind,
  name: z.string(),
  scope: domainScope,
  /** Of a spread. */
  maxRacks: z.int().nullable(),
  requests: z.int(),
  racks: z.int(),
});
export type PlacementKeyDto = z.infer<typeof placementKey>;

/** Others of an affinity key stand only where the request may not go. */
export const apart = z.object({ key: z.string(), datacenters: z.array(z.string()) });
export type Apart = z.infer<typeof apart>;
