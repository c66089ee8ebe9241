import { formatPercent, shareOf } from "@headroom/ui/format/numbers";

interface Worst {
  device: string;
  failed: string;
  loadW: number;
  limitW: number;
}

/** Never rounded onto or over the limit: 99.9 % is not 100 %. */
const percent = (worst: Worst) => formatPercent(shareOf(worst.loadW, worst.limitW));

/** "96 %, was 88, PDU 1D-4 if 1C fails". */
export function worstWords(before: Worst | null, after: Worst | null): string {
  if (!after) return "no failure to survive";
  const now = percent(after).text;
  const was = before ? `, was ${percent(before).value}` : "";
  return `${now}${was}, ${after.device} if ${after.failed} fails`;
}
