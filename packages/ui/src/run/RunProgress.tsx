import type { RunRow } from "@headroom/contracts/run";
import { formatOf, formatPercent } from "../format/numbers";

export interface RunProgressProps {
  counts: Pick<RunRow["counts"], "racks" | "racksDone" | "steps" | "settled" | "failed">;
  /** Racks that stand at a gate; without it the lighter part is what is done of racks on their way. */
  racksAtGate?: number;
}

const percent = (share: number) => `${(Math.max(0, Math.min(1, share)) * 100).toFixed(2)}%`;

/** Racks that are through, then what is done of the others, then what failed; the white is what is left. */
export function RunProgress({ counts, racksAtGate }: RunProgressProps) {
  const { racks, racksDone, steps, settled, failed } = counts;
  const through = racks > 0 ? racksDone / racks : 0;
  const done = steps > 0 ? settled / steps : 0;
  const second = racksAtGate !== undefined && racks > 0 ? racksAtGate / racks : Math.max(0, done - through);
  const label = `${formatOf(racksDone, racks)} racks are through, ${formatPercent(done).text} of all steps are done${failed > 0 ? `, ${failed} failed` : ""}`;
  return (
    <span className="hr-rp" role="img" aria-label={label}>
      <i className="hr-rp-done" style={{ width: percent(through) }} />
      <i className="hr-rp-part" style={{ width: percent(second) }} />
      {failed > 0 && steps > 0 ? (
        <i className="hr-rp-failed" style={{ width: percent(Math.max(0.02, failed / steps)) }} />
      ) : null}
    </span>
  );
}
