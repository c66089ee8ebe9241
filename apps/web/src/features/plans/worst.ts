import { formatNumber } from "@headroom/ui/format/numbers";

interface Worst {
  device: string;
  failed: string;
  loadW: number;
  limitW: number;
}

const percent = (worst: Worst): number => (worst.limitW > 0 ? (100 * worst.loadW) / worst.limitW : 0);

/** "96 %, was 88, PDU 1D-4 if 1C fails". */
export function worstWords(before: Worst | null, after: Worst | null): string {
  if (!after) return "no failure to survive";
  const now = `${formatNumber(percent(after), 0)} %`;
  const was = before ? `, was ${formatNumber(percent(before), 0)}` : "";
  return `${now}${was}, ${after.device} if ${after.failed} fails`;
}
