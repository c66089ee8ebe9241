"use client";
import { formatSigned } from "@headroom/ui/format/numbers";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { limitLine } from "../explanation/words";
import { rowLabel } from "../words/places";

/** The pointer rests so long before the server is asked. */
const restMs = 90;
const shown = 5;

/**
 * The row under the pointer held against the request, with what the plan shown places: the worst limits. The whole certificate is in the
 * panel of a selected row.
 */
export function HoverCertificate({
  rowId,
  requestId,
  planId,
}: {
  rowId: number;
  requestId: number;
  planId: number | null;
}) {
  const trpc = useTRPC();
  const [rested, setRested] = useState<number | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setRested(rowId), restMs);
    return () => clearTimeout(timer);
  }, [rowId]);
  const row = useQuery(
    trpc.datacenter.row.queryOptions(
      { rowId, requestId, ...(planId === null ? {} : { planId }) },
      { enabled: rested === rowId, staleTime: 30_000 },
    ),
  );
  const answer = row.data?.request;
  if (!answer)
    return (
      <div className="hover-cert">
        RQ-{requestId}: {row.error ? "not known" : "..."}
      </div>
    );
  const { certificate } = answer;
  return (
    <div className="hover-cert">
      <b>{`RQ-${requestId} ${certificate.fits ? "fits" : "does not fit"} in row ${rowLabel(row.data?.room ?? "", row.data?.row ?? "")}`}</b>
      <table>
        <tbody>
          {certificate.checks.slice(0, shown).map((check, at) => {
            const line = limitLine(check, String(at));
            return (
              <tr key={line.id} data-broken={check.ok ? undefined : true}>
                <td>{line.limit}</td>
                <td className="hr-n">
                  {formatSigned(line.left - line.asked, line.digits)} {line.unit}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
