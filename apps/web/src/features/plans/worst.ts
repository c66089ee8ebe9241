import { formatPercent, limitTone, shareOf } from "@headroom/ui/format/numbers";

interface Worst {
  device: string;
  failed: string;
  loadW: number;
  limitW: number;
}

const shareOfWorst = (worst: Worst) => shareOf(worst.loadW, worst.limitW);

/** Never rounded onto or over the limit: 99.9 % is not 100 %. */
const percent = (worst: Worst) => formatPercent(shareOfWorst(worst));

/** "96 %, was 88, PDU 1D-4 if 1C fails". */
export function worstWords(before: Worst | null, after: Worst | null): string {
  if (!after) return "no failure to survive";
  const now = percent(after).text;
  const was = before ? `, was ${percent(before).value}` : "";
  return `${now}${was}, ${after.device} if ${after.failed} fails`;
}

/** Amber near the limit, vermilion over it, no colour when it is fine. */
export function worstTone(worst: Worst | null): "attention" | "critical" | undefined {
  const tone = worst ? limitTone(shareOfWorst(worst)) : "within";
  return tone === "within" ? undefined : tone;
}
