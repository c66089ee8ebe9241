import type { KeyRulesDto, PlacementKeyDto, RuleKindDto } from "@headroom/contracts/placement-key";
import { formatCount } from "@headroom/ui/format/numbers";

type Scope = PlacementKeyDto["scope"];

/** A domain by its scope, after "a" or "one". */
export const scopeWords: Record<Scope, string> = {
  row: "row",
  room: "room",
  topDevice: "UPS",
  faultDomain: "fault domain",
};

export const ruleTitles: Record<RuleKindDto, string> = {
  spread: "Spread",
  antiAffinity: "Apart from others",
  affinity: "Together with others",
};

/** "at most 4 racks in one fault domain": what a key asks of whoever comes under it. */
export function meaningWords(
  kind: RuleKindDto,
  { scope, maxRacks }: Pick<PlacementKeyDto, "scope" | "maxRacks">,
): string {
  if (kind === "spread") return `at most ${formatCount(maxRacks ?? 0, "rack")} in one ${scopeWords[scope]}`;
  return kind === "antiAffinity" ? `never in the same ${scopeWords[scope]}` : `all in the same ${scopeWords[scope]}`;
}

/** "payments: at most 4 racks in one fault domain", a line for each rule; empty: none. */
export function rulesWords({ spread, antiAffinity, affinity }: KeyRulesDto): { kind: RuleKindDto; text: string }[] {
  const line = (kind: RuleKindDto, rule: { key: string; scope: Scope } | null, maxRacks: number | null = null) =>
    rule ? [{ kind, text: `${rule.key}: ${meaningWords(kind, { scope: rule.scope, maxRacks })}` }] : [];
  return [
    ...line("spread", spread, spread?.maxRacksPerDomain),
    ...line("antiAffinity", antiAffinity),
    ...line("affinity", affinity),
  ];
}
