"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { useToast } from "@headroom/ui/primitives/Toast";
import { parseAsInteger } from "nuqs";
import { publicErrorOf } from "../../trpc/public-error";
import { CertificateView } from "../explanation/CertificateView";
import { useQueryState } from "../frame/address";
import { useMay } from "../frame/useMay";
import { OverrideNote } from "../overrides/OverrideNote";
import { failureWords } from "../words/errors";
import { racksOf } from "../words/requests";
import { usePlanChange } from "./usePlanChange";

/** States in which the floor of now says something about the plan. */
export const livingStates: readonly string[] = ["draft", "expired", "submitted", "committed"];

export const liveOf = (plan: { readonly id: number; readonly state: string }, requestId: number, tryFirst = false) =>
  livingStates.includes(plan.state) ? { requestId, planId: plan.id, tryFirst } : undefined;

/** The row where it stands, picked up where the plan can still be changed. */
const floorHref = (plan: PlanDetail, action: PlanDetail["actions"][number]): string =>
  `/floors/${action.datacenter}?plan=${plan.id}&row=${action.rowId}${plan.state === "draft" ? `&move=${action.id}` : ""}`;

type Entry = PlanDetail["requestList"][number];

const outcomes = {
  placed: <StateLabel state="within">Placed</StateLabel>,
  partial: <StateLabel state="near">Part of it</StateLabel>,
  rejected: <StateLabel state="over">Does not fit</StateLabel>,
};

const byHand = ({ certificate }: Entry) => (certificate?.withheld ? "Place it all the same" : "Place it by hand");

function Outcome({ entry: { outcome, certificate } }: { entry: Entry }) {
  if (outcome === null) return <Muted>being planned</Muted>;
  if (certificate?.withheld) return <StateLabel state="near">Kept back</StateLabel>;
  return outcomes[outcome];
}

/** "2 requests do not fit, 1 is kept back". */
function leftOutWords(entries: readonly Entry[]): string {
  const rejected = entries.filter((entry) => entry.outcome === "rejected");
  const kept = rejected.filter((entry) => entry.certificate?.withheld).length;
  const misfits = rejected.length - kept;
  const words = [
    ...(misfits > 0 ? [`${formatCount(misfits, "request")} ${misfits === 1 ? "does" : "do"} not fit`] : []),
    ...(kept > 0 ? [`${formatCount(kept, "request")} kept back`] : []),
  ];
  return words.join(", ") || formatCount(entries.length, "request");
}

/** Each request of the plan, what became of it, and why. One is open at a time; which is in the address. */
export function PlanRequests({ plan }: { plan: PlanDetail }) {
  const [open, setOpen] = useQueryState("why", parseAsInteger);
  const [tried, setTried] = useQueryState("try", parseAsInteger);
  const shown =
    open ?? plan.requestList.find((entry) => entry.outcome === "rejected")?.id ?? plan.requestList[0]?.id ?? null;
  return (
    <Section id="why" title="Why" note={leftOutWords(plan.requestList)}>
      <ul className="why-list">
        {plan.requestList.map((entry) => (
          <li key={entry.id} id={`why-${entry.id}`}>
            <Entry
              plan={plan}
              entry={entry}
              open={entry.id === shown}
              tryFirst={tried === entry.id}
              onToggle={() => {
                void setTried(null);
                void setOpen(entry.id === shown ? -1 : entry.id);
              }}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Entry({
  plan,
  entry,
  open,
  tryFirst,
  onToggle,
}: {
  plan: PlanDetail;
  entry: Entry;
  open: boolean;
  tryFirst: boolean;
  onToggle: () => void;
}) {
  const toast = useToast();
  const may = useMay();
  const { leaveOut, ref } = usePlanChange(plan);
  const drop = () =>
    leaveOut.mutate(
      { ...ref, requestId: entry.id },
      {
        onError: (error) => {
          const words = failureWords(publicErrorOf(error), "Leaving it out");
          toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
        },
      },
    );
  return (
    <>
      <div className="why-head">
        <Button
          variant="quiet"
          size="small"
          icon={open ? "chevronDown" : "chevronRight"}
          ariaLabel={`Why, RQ-${entry.id}`}
          pressed={open}
          onPress={onToggle}
        />
        <Link href={`/requests/${entry.id}`}>
          <Id>RQ-{entry.id}</Id>
        </Link>
        <span className="why-title">
          {entry.service} <Muted>{racksOf(entry.racks, entry.rackType)}</Muted>
        </span>
        <Outcome entry={entry} />
      </div>
      {open ? (
        <div className="why-body">
          {entry.certificate?.override ? (
            <OverrideNote plan={plan} requestId={entry.id} override={entry.certificate.override} />
          ) : null}
          {entry.certificate?.displacedBy ? (
            <p className="pad hr-s12">
              It gave way to <Id>RQ-{entry.certificate.displacedBy}</Id>, which a person placed.
            </p>
          ) : null}
          {entry.certificate ? (
            <CertificateView certificate={entry.certificate} live={liveOf(plan, entry.id, tryFirst)} />
          ) : null}
          <p className="pad panel-act">
            {plan.actions
              .filter((action) => action.requestId === entry.id)
              .map((action, _, all) => (
                <Button
                  key={action.id}
                  size="small"
                  href={floorHref(plan, action)}
                  ariaLabel={plan.state === "draft" ? `Move RQ-${entry.id} out of row ${action.row}` : undefined}
                >
                  {`${plan.state === "draft" ? "Move it" : "On the floor"}${all.length > 1 ? `, row ${action.row}` : ""}`}
                </Button>
              ))}
            {entry.racksPlaced < entry.racks && entry.certificate?.datacenter ? (
              <Button
                size="small"
                href={`/floors/${entry.certificate.datacenter}?plan=${plan.id}&${plan.state === "draft" && may("override.keep") ? "place" : "request"}=${entry.id}`}
              >
                {plan.state === "draft" && may("override.keep") ? byHand(entry) : "Try rows on the floor"}
              </Button>
            ) : null}
            {plan.state === "draft" && plan.requestList.length > 1 ? (
              <Button
                size="small"
                off={
                  plan.allowed.edit?.ok
                    ? leaveOut.isPending
                      ? "Leaving it out"
                      : null
                    : (plan.allowed.edit?.why ?? "Not yours to change")
                }
                onPress={drop}
              >
                Leave it out of this plan
              </Button>
            ) : null}
          </p>
        </div>
      ) : null}
    </>
  );
}
