/** What was asked of a limit and what it has left before it, in one unit. */
export interface LimitAmounts {
  asked: number;
  left: number;
  /** The whole limit, when known: near then means within 5 % of it. Else within 5 % of what is left. */
  whole?: number;
}

export type MarginTone = "within" | "attention" | "critical";

export function marginTone({ asked, left, whole }: LimitAmounts): MarginTone {
  const margin = left - asked;
  if (margin < 0) return "critical";
  return margin <= 0.05 * (whole ?? left) && asked > 0 ? "attention" : "within";
}

/** Broken limits first, by how much is missing relative to what was asked; then by how little is spare. */
export function worstFirst<T extends LimitAmounts>(lines: readonly T[]): T[] {
  const spare = (line: LimitAmounts) => (line.left - line.asked) / Math.max(Math.abs(line.asked), Number.MIN_VALUE);
  return [...lines].sort((a, b) => spare(a) - spare(b));
}
