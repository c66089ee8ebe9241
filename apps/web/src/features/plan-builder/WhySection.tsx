"use client";
import { WhyWaterfall } from "@headroom/ui/charts/WhyWaterfall";
import { formatNumber } from "@headroom/ui/format/numbers";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { limitName } from "../explanation/words";
import { waterfallSteps } from "../plans/waterfall";
import type { BoardColumn } from "./columns";

/** Racks asked, what each limit takes away, racks placed, in the chosen column. */
export function WhySection({ column }: { column: BoardColumn }) {
  const { summary, decisions } = column;
  if (!summary) return null;
  const steps = waterfallSteps(decisions);
  const next = summary.next && `${limitName(summary.next.check)}, ${summary.next.datacenter}`;
  return (
    <Section
      id="why-column"
      title={`Why ${formatNumber(summary.racksPlaced)} and not ${formatNumber(summary.racksAsked)}`}
      note={steps.length > 0 ? "racks taken by each limit, most first" : undefined}
    >
      {steps.length > 0 ? (
        <WhyWaterfall
          unit="racks"
          asked={summary.racksAsked}
          steps={steps}
          placed={summary.racksPlaced}
          nextToBind={next ?? undefined}
        />
      ) : (
        <EmptyState title="Everything asked for is placed">{next ? `Next to bind: ${next}.` : null}</EmptyState>
      )}
    </Section>
  );
}
