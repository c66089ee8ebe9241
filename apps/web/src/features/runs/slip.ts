import type { RunDetail, SpentDto } from "@headroom/contracts/run";
import { formatDuration } from "@headroom/ui/format/dates";
import { stageTitle } from "@headroom/ui/run/words";

/** What a part of a run's time went to. */
export function partWords({ template }: Pick<RunDetail, "template">, { kind, stage }: SpentDto): string {
  const title = stage === null ? "" : stageTitle(template, stage);
  switch (kind) {
    case "stage":
      return title;
    case "retry":
      return `failed attempts at ${title.toLowerCase()}`;
    case "gate":
      return `gate after ${title.toLowerCase()}`;
    case "paused":
      return "the run was paused";
    case "halted":
      return "the run was halted";
    case "wait":
      return `nothing could begin before ${title.toLowerCase()}`;
    case "spread":
      return "how the forecast falls";
  }
}

/** Parts that are worth a sentence: a tenth of the whole at least. */
const WORTH = 0.1;
const NAMED = 3;

/** "3 d later: supplier's date took 2 d longer, dock 1 d with Odile Mercier". Null: it ends when it was expected to. */
export function slipSentence(run: Pick<RunDetail, "slip" | "template">): string | null {
  const { slip } = run;
  if (!slip || slip.byMs === 0) return null;
  const sameWay = slip.parts.filter(
    ({ ms, kind }) =>
      Math.sign(ms) === Math.sign(slip.byMs) && kind !== "spread" && Math.abs(ms) >= WORTH * Math.abs(slip.byMs),
  );
  const named = sameWay.slice(0, NAMED).map((part) => {
    const long = formatDuration(Math.abs(part.ms));
    return `${partWords(run, part)} ${long}${part.who ? ` with ${part.who}` : ""}`;
  });
  const by = `${formatDuration(Math.abs(slip.byMs))} ${slip.byMs > 0 ? "later" : "sooner"}`;
  return named.length === 0 ? `${by}.` : `${by}: ${named.join(", ")}.`;
}

type Cause = NonNullable<NonNullable<RunDetail["forecast"]>["slips"][number]["cause"]>;

/** What moved the end between two forecasts, as the rest of a sentence: "Order of STO2-1-04-05 took 7 h longer than expected". */
export function causeWords({ template }: Pick<RunDetail, "template">, { kind, stage, rack, byMs }: Cause): string {
  const what = [stage === null ? null : stageTitle(template, stage), rack].filter((one) => one !== null).join(" of ");
  const long = formatDuration(Math.abs(byMs));
  const than = `${long} ${byMs > 0 ? "longer" : "less"} than expected`;
  switch (kind) {
    case "step_took":
      return `${what} took ${than}`;
    case "step_takes":
      return `${what} takes ${than}`;
    case "step_failed":
      return `${what} failed and is tried again, ${long} so far`;
    case "step_not_begun":
      return `${what} has not begun, ${long} after it was to be through`;
    case "paused":
      return "the run is paused";
    case "halted":
      return "the run is halted";
    default:
      return [kind.replaceAll("_", " "), what].filter(Boolean).join(", ");
  }
}
