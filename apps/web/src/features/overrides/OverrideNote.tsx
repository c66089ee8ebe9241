"use client";
import type { RequestCertificateDto } from "@headroom/contracts/explanation";
import type { PlanDetail } from "@headroom/contracts/plan";
import { formatInstant } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { useToast } from "@headroom/ui/primitives/Toast";
import { publicErrorOf } from "../../trpc/public-error";
import { limitName, withheldWords } from "../explanation/words";
import { useMay } from "../frame/useMay";
import { failureWords } from "../words/errors";
import { useOverride } from "./useOverride";
import { costWords } from "./words";

type Override = NonNullable<RequestCertificateDto["override"]>;

/** What the choice costs, in points; of one that the planner had placed nowhere, what gave way pays. */
function priceWords({ from, cost, withheld }: Override): string {
  const kept = withheld ? ` The policy had kept it back. ${withheldWords(withheld)}` : "";
  if (from) return `It is ${costWords(cost)}.${kept}`;
  return `The planner had no place for it.${Math.abs(cost) < 0.005 ? "" : ` What gave way stands ${costWords(cost)}.`}${kept}`;
}

/** That a person chose the place, why, and what it costs; or that it no longer holds. */
export function OverrideNote({
  plan,
  requestId,
  override,
}: {
  plan: Pick<PlanDetail, "id" | "version" | "state">;
  requestId: number;
  override: Override;
}) {
  const may = useMay();
  const toast = useToast();
  const { release } = useOverride();
  const { dropped } = override;
  const from = override.from ? `, out of row ${override.from}` : "";
  const giveBack = () =>
    release.mutate(
      { planId: plan.id, version: plan.version, requestId },
      {
        onError: (error) => {
          const words = failureWords(publicErrorOf(error), "Giving it back");
          toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
        },
      },
    );
  return (
    <div className="pad over-note">
      <p>
        <StateLabel state={dropped ? "near" : "planned"}>
          {dropped ? "A chosen place no longer holds" : "Placed by a person"}
        </StateLabel>{" "}
        <Muted>
          {override.by}, {formatInstant(override.at)}
        </Muted>
      </p>
      <p>
        {dropped
          ? `Row ${override.row} was chosen${from}: ${override.reason}. Planned again, it went by the planner: ${
              dropped.limit ? `${limitName(dropped.limit)} would be broken there` : "the row has changed"
            }.`
          : `Row ${override.row}${from}: ${override.reason}. ${priceWords(override)} Planning again keeps it there.`}
        {override.note ? ` \u201c${override.note}\u201d` : ""}
      </p>
      {dropped || plan.state !== "draft" || !may("override.keep") ? null : (
        <p>
          <Button size="small" off={release.isPending ? "Being given back" : null} onPress={giveBack}>
            Let the planner choose again
          </Button>
        </p>
      )}
    </div>
  );
}
