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
