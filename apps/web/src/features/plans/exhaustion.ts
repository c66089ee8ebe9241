import type { PlanSummary } from "@headroom/contracts/plan";
import { formatMonths } from "@headroom/ui/format/numbers";

/** " Runs out in 4.1 months instead of 5.2." with a space before it; empty where the trend does not change or is not known. */
export function exhaustionWords(
  summary: Pick<PlanSummary, "exhaustionMonthsBefore" | "exhaustionMonthsAfter">,
): string {
  const { exhaustionMonthsBefore: before, exhaustionMonthsAfter: after } = summary;
  if (before === null || after === null) return "";
  const was = formatMonths(before).value;
  const now = formatMonths(after).value;
  return was === now ? "" : ` Its region runs out in ${now} months instead of ${was}.`;
}
