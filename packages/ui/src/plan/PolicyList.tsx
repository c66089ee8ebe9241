import type { ReactNode } from "react";
import { Icon } from "../primitives/Icon";

export interface PolicyResult {
  id: string;
  /** "No single failure over 98 %". */
  rule: ReactNode;
  result: "pass" | "look" | "fail";
  /** "96 %", "wave 5 ends 2 days before". */
  detail: ReactNode;
}

const ICON = { pass: "within", look: "near", fail: "over" } as const;
const WORD = { pass: "passes", look: "to look at", fail: "fails" } as const;
const TONE = { pass: "hr-sec", look: "hr-att hr-med", fail: "hr-crit hr-strong" } as const;

/** Every policy a plan was checked against, and how it came out. */
export function PolicyList({ policies }: { policies: readonly PolicyResult[] }) {
  return (
    <ul className="hr-ls">
      {policies.map((policy) => (
        <li key={policy.id}>
          <Icon
            name={ICON[policy.result]}
            size={12}
            label={WORD[policy.result]}
            className={policy.result === "pass" ? "hr-mut" : TONE[policy.result]}
          />
          <span>{policy.rule}</span>
          <span className={`${TONE[policy.result]} hr-ls-r`}>{policy.detail}</span>
        </li>
      ))}
    </ul>
  );
}

/** "4 pass, 1 to look at". */
export function policySummary(policies: readonly PolicyResult[]): string {
  const count = (result: PolicyResult["result"]) => policies.filter((policy) => policy.result === result).length;
  const parts = [
    [count("pass"), "pass"],
    [count("look"), "to look at"],
    [count("fail"), "fail"],
  ].filter(([many]) => many !== 0);
  return parts.length === 0 ? "none apply" : parts.map(([many, word]) => `${many} ${word}`).join(", ");
}
