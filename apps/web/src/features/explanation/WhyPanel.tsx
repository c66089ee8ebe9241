"use client";
import type { LimitCheck } from "@headroom/contracts/explanation";
import type { Why, WhyRow } from "@headroom/contracts/why";
import { formatCount } from "@headroom/ui/format/numbers";
import { Link } from "@headroom/ui/primitives/Link";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { rowLabel } from "../words/places";
import { LimitLadder } from "./LimitLadder";
import { TryRelief } from "./TryRelief";
import { fillsUp, leftWords, limitName } from "./words";

interface WhyPanelProps {
  requestId: number;
  /** With what this plan places; absent: on the floor alone. */
  planId?: number;
  /** Tries the cheapest relief at once. */
  tryFirst?: boolean;
}

/** Why a request stands in its row, or in none, on the floor of now: row by row every limit, and what would help. */
export function WhyPanel({ requestId, planId, tryFirst }: WhyPanelProps) {
  const trpc = useTRPC();
  const why = useQuery(trpc.placement.why.queryOptions({ requestId, ...(planId === undefined ? {} : { planId }) }));
  if (why.error) return <QueryFailure error={why.error} what="The limits" onRetry={() => void why.refetch()} />;
  if (why.data === undefined) return <SkeletonBlock heightPx={220} label="Holding it against the rows" />;
  if (why.data === null) return <p className="pad hr-sec">No datacenter there may take it.</p>;
  return <Rows why={why.data} planId={planId} tryFirst={tryFirst} />;
}

function Rows({ why, planId, tryFirst }: { why: Why; planId?: number | undefined; tryFirst?: boolean | undefined }) {
  const [first] = why.rows;
  return (
    <div className="why-rows">
      <p className="pad hr-s12 hr-mut">
        Limits of {why.datacenter} as it is now{planId === undefined ? "" : `, with everything else of PL-${planId}`}
      </p>
      {why.rows.map((row) => (
        <details key={`${row.kind} ${row.rowId}`} open={row === first}>
          <summary>
            <b>Row {rowLabel(row.room, row.row)}</b> <Muted>{summaryOf(row, why)}</Muted>
          </summary>
          <LimitLadder label={`Limits of row ${row.row}, worst first`} checks={row.checks} />
          <p className="pad hr-s12">
            <Link
              href={`/floors/${why.datacenter}?request=${why.requestId}&row=${row.rowId}${planId === undefined ? "" : `&plan=${planId}`}`}
            >
              See it on the floor of {why.datacenter}
            </Link>
          </p>
        </details>
      ))}
      {why.reliefs.length > 0 ? (
        <TryRelief
          requestId={why.requestId}
          planId={planId}
          datacenter={why.datacenter}
          reliefs={why.reliefs}
          tryFirst={tryFirst}
        />
      ) : null}
    </div>
  );
}

/** "has 4 racks; next to bind: failover, PDU 1D-4, 2.3 kW left". */
function summaryOf(row: WhyRow, why: Why): string {
  const broken = row.checks.find((check) => !check.ok);
  const next = row.checks.find((check) => check.ok && fillsUp(check));
  const racks = formatCount(row.racks, "rack");
  const binds = next ? `; ${nextWords({ ...next, left: next.margin })}` : "";
  if (row.kind === "chosen") return `has ${racks}${broken ? `; broken: ${limitName(broken)}` : binds}`;
  if (row.kind === "runnerUp")
    return `would take ${racks}, ${why.rows[0] === row ? `the best of ${formatCount(why.rowsThatFit, "row")}` : "the next best now"}${binds}`;
  return broken ? `does not: ${limitName(broken)}, ${leftWords(broken)}` : "does not take it";
}

const nextWords = (next: LimitCheck): string =>
  next.left <= 0 ? `nothing left: ${limitName(next)}` : `next to bind: ${limitName(next)}, ${leftWords(next)}`;
