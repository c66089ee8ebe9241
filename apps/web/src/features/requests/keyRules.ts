import { ruleKinds } from "@headroom/contracts/names";
import type { PlacementKeyDto, RuleKindDto } from "@headroom/contracts/placement-key";

/** A rule while the form is filled in; its key may have no name yet. */
export interface FormRule {
  key: string;
  scope: PlacementKeyDto["scope"];
  /** Of a spread. */
  maxRacksPerDomain?: number;
}

/** The field of a key that wants a name. */
export const keyErrorId = (kind: RuleKindDto): string => `key-${kind}`;

type Rules = Partial<Record<RuleKindDto, unknown>> | undefined;

/** Without rules whose key has no name yet: what fits is asked without them. */
export function namedRules(rules: Rules): Record<RuleKindDto, unknown> {
  const named = (rule: unknown) => ((rule as FormRule | null | undefined)?.key.trim() ? rule : null);
  return {
    spread: named(rules?.spread),
    antiAffinity: named(rules?.antiAffinity),
    affinity: named(rules?.affinity),
  };
}

/** Kinds of rules whose key has no name. */
export const namelessKinds = (rules: Rules): RuleKindDto[] =>
  ruleKinds.filter((kind) => rules?.[kind] && !namedRules(rules)[kind]);
