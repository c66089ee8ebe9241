"use client";
import { formatNumber } from "../format/numbers";
import { Button } from "./Button";

export interface MoreRowsProps {
  shown: number;
  /** null: not counted. */
  total: number | null;
  /** "racks". */
  noun: string;
  onMore: () => void;
  loading?: boolean;
}

/** The foot of a long table: how many of how many, and the next ones. Nothing when all are shown. */
export function MoreRows({ shown, total, noun, onMore, loading }: MoreRowsProps) {
  if (total !== null && shown >= total) return null;
  return (
    <div className="hr-sub">
      <span role="status">
        {total === null
          ? `${formatNumber(shown)} ${noun} shown`
          : `${formatNumber(shown)} of ${formatNumber(total)} ${noun} shown`}
      </span>
      <Button size="small" off={loading ? "Being fetched" : null} onPress={onMore}>
        Show more
      </Button>
    </div>
  );
}
