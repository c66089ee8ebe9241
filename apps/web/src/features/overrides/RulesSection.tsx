"use client";
import type { PlacementRule, RuleOffer } from "@headroom/contracts/override";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { Day } from "../frame/time";
import { useMay } from "../frame/useMay";
import { useRules } from "./useRules";
import { placeName, signedPoints } from "./words";

const familyWords = (family: string | null): string => (family === null ? "all racks" : `${family} racks`);

/** Rules in force, and reasons repeated so often that they may as well be one. */
export function RulesSection({ offers, rules }: { offers: readonly RuleOffer[]; rules: readonly PlacementRule[] }) {
  const may = useMay();
  const { keep, end } = useRules();
  const off = may("rule.manage") ? null : "Planners make and end rules";
  return (
    <>
      {offers.length > 0 ? (
        <Section id="offers" title="May as well be a rule" note="the same reason three times or more">
          <ul className="pad rule-list">
            {offers.map((offer) => (
              <li key={`${offer.rowId} ${offer.reasonId} ${offer.familyId}`}>
                <span>
                  Keep {familyWords(offer.family)} out of{" "}
                  <b>
                    {offer.datacenter} row {placeName(offer, offer.datacenter)}
                  </b>
                  : {offer.reason.toLowerCase()}{" "}
                  <Muted>
                    {formatCount(offer.times, "time")}, {signedPoints(offer.cost)} points
                  </Muted>
                </span>
                <Button
                  size="small"
                  off={off ?? (keep.isPending ? "Being kept" : null)}
                  ariaLabel={`Keep as a rule: ${familyWords(offer.family)} out of row ${placeName(offer, offer.datacenter)}`}
                  onPress={() =>
                    keep.mutate({ rowId: offer.rowId, familyId: offer.familyId, reasonId: offer.reasonId })
                  }
                >
                  Keep as a rule
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section id="rules" title="Rules in force" note={rules.length > 0 ? "for later plans" : undefined}>
        {rules.length === 0 ? (
          <p className="pad hr-sec">None. A reason given three times for leaving the same row is offered as one.</p>
        ) : (
          <ul className="pad rule-list">
            {rules.map((rule) => (
              <li key={rule.id}>
                <span>
                  No {familyWords(rule.family)} in{" "}
                  <b>
                    {rule.datacenter} row {placeName(rule, rule.datacenter)}
                  </b>
                  : {rule.reason.toLowerCase()}{" "}
                  <Muted>
                    {rule.author.name}, <Day at={rule.createdAt} />
                  </Muted>
                </span>
                <Button
                  size="small"
                  off={off ?? (end.isPending ? "Ending" : null)}
                  ariaLabel={`End the rule for row ${placeName(rule, rule.datacenter)}`}
                  onPress={() => end.mutate({ id: rule.id })}
                >
                  End it
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
