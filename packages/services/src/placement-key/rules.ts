import type { KeyRulesDto } from "@headroom/contracts/placement-key";
import { RULE_KINDS } from "@headroom/core/capacity/rules";
import type { KeyRules } from "@headroom/core/topology/datacenter";
import type { Actor } from "../actor";
import { ServiceError } from "../errors";
import type { KeyMeaning } from "../ports/placement-keys";
import type { Repositories } from "../ports/repositories";
import { type Recording, record } from "../record";

/** The planner's rules of a form's: without those that are not there, in one order. */
export function rulesOf(input: KeyRulesDto): KeyRules {
  const { spread, antiAffinity, affinity } = input;
  return {
    ...(spread
      ? { spread: { key: spread.key, scope: spread.scope, maxRacksPerDomain: spread.maxRacksPerDomain } }
      : {}),
    ...(antiAffinity ? { antiAffinity: { key: antiAffinity.key, scope: antiAffinity.scope } } : {}),
    ...(affinity ? { affinity: { key: affinity.key, scope: affinity.scope } } : {}),
  };
}

/** The form's shape of stored rules. */
export const rulesDto = ({ spread, antiAffinity, affinity }: KeyRules = {}): KeyRulesDto => ({
  spread: spread ?? null,
  antiAffinity: antiAffinity ?? null,
  affinity: affinity ?? null,
});

const meaningsOf = (rules: KeyRules): KeyMeaning[] =>
  RULE_KINDS.flatMap((kind) => {
    const rule = rules[kind];
    if (!rule) return [];
    const maxRacks = kind === "spread" ? rules.spread!.maxRacksPerDomain : null;
    return [{ kind, name: rule.key, scope: rule.scope, maxRacks }];
  });

type Keys = Pick<Repositories, "placementKeys">;

/** Throws KEY_CONTRADICTS where a key that there is means something else. Unknown keys are fine. */
export async function mustAgree({ placementKeys }: Keys, rules: KeyRules) {
  const wanted = meaningsOf(rules);
  if (wanted.length === 0) return [];
  const found = await placementKeys.find(wanted);
  for (const { kind, name, scope, maxRacks } of wanted) {
    const known = found.find((key) => key.kind === kind && key.name === name);
    if (!known || (known.scope === scope && known.maxRacks === maxRacks)) continue;
    throw new ServiceError("KEY_CONTRADICTS", {
      kind,
      key: name,
      means: { scope: known.scope, maxRacks: known.maxRacks },
      asked: { scope, maxRacks },
    });
  }
  return found;
}

/** Puts a request under these rules: keys that nobody had are made. One audit event for each that is. Throws KEY_CONTRADICTS. */
export async function setRules(
  repositories: Keys & Recording,
  actor: Actor,
  requestId: number,
  rules: KeyRules,
): Promise<void> {
  for (const key of meaningsOf(rules)) {
    if (!(await repositories.placementKeys.make(key, actor.id))) continue;
    const { name: entityId, ...after } = key;
    await record(repositories, actor, { action: "key.create", entityKind: "key", entityId, after });
  }
  // read once all are there: of two that make one key at a time, the later one is held against the earlier
  await repositories.placementKeys.setOfRequest(requestId, await mustAgree(repositories, rules));
}
