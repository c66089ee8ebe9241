import type { PlanDetail } from "@headroom/contracts/plan";
import { formatInstant } from "@headroom/ui/format/dates";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel, type StateName } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";

const verdicts = { approve: "approved", request_changes: "asked for changes", decline: "declined" } as const;

/** Who was asked to sign, who did, and why not. */
export function ApprovalHistory({ plan }: { plan: PlanDetail }) {
  if (plan.approvals.length === 0) return null;
  return (
    <Section
      id="signatures"
      title="Signatures"
      actions={plan.state === "submitted" ? <Link href={`/inbox/${plan.id}`}>Review</Link> : null}
    >
      <ol className="pad plain-list">
        {plan.approvals.map((approval) => (
          <li key={approval.id}>
            <StateLabel state={approval.state as StateName} />{" "}
            <Muted>
              asked by {approval.requestedBy.name}, {formatInstant(approval.requestedAt)}
            </Muted>
            {approval.decisions.map((decision) => (
              <p key={decision.decidedAt}>
                <b>{decision.decider.name}</b> {verdicts[decision.verdict]}, {formatInstant(decision.decidedAt)}
                {decision.reason ? `: ${decision.reason}` : ""}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  );
}
