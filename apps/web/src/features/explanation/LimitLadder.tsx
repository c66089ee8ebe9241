import type { LimitCheck } from "@headroom/contracts/explanation";
import { Icon } from "@headroom/ui/primitives/Icon";
import { LimitBar } from "@headroom/ui/primitives/LimitBar";
import { Muted } from "@headroom/ui/primitives/Text";
import { amountWords, fillsUp, limitName, slackWords, usedWords } from "./words";

interface LimitLadderProps {
  label: string;
  /** Worst first. */
  checks: readonly LimitCheck[];
}

/** The limits of a row, ranked: what is used, what is asked on top, what is left then. An ordered list that is drawn as bars. */
export function LimitLadder({ label, checks }: LimitLadderProps) {
  const next = checks.findIndex((check) => check.ok && fillsUp(check));
  return (
    <ol className="ladder" aria-label={label}>
      {checks.map((check, at) => (
        <li
          key={`${check.limit} ${check.of ?? ""} ${check.subject} ${check.failed ?? ""} ${check.key ?? ""}`}
          data-broken={check.ok ? undefined : true}
        >
          <span className="ladder-rank hr-mut">{at + 1}</span>
          <span className="ladder-name">
            {check.ok ? null : <Icon name="over" size={11} label="broken" />} {limitName(check)}
            {at === next ? <Muted> next to bind</Muted> : null}
          </span>
          <span className="ladder-bar">
            {check.capacity === undefined || !fillsUp(check) ? null : (
              <LimitBar
                label={limitName(check)}
                used={Math.max(0, check.capacity - check.left)}
                planned={check.asked}
                limit={check.capacity}
                format={(amount) => amountWords(amount, check.unit)}
              />
            )}
          </span>
          <span className="ladder-n">
            <Muted>{usedWords(check)}</Muted> <span className="hr-vh">slack</span> {slackWords(check)}
          </span>
        </li>
      ))}
    </ol>
  );
}
