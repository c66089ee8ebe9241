"use client";
import type { RowDetail } from "@headroom/contracts/fleet";
import type { Relief } from "@headroom/contracts/why";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { Certificate, type Relaxation } from "@headroom/ui/plan/Certificate";
import { Button } from "@headroom/ui/primitives/Button";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { Tried } from "../explanation/TryRelief";
import { limitLine, relaxationWords } from "../explanation/words";
import { QueryFailure } from "../frame/QueryFailure";
import { rowLabel } from "../words/places";
import { racksOf } from "../words/requests";
import { useFloorView } from "./useFloorView";

interface RowCertificateProps {
  rowId: number;
  requestId: number;
  onRow: (rowId: string) => void;
  onEnd: () => void;
}

/** Would the request fit this row: every limit, worst first, and what would make it fit, each solved again by the server. */
export function RowCertificate({ rowId, requestId, onRow, onEnd }: RowCertificateProps) {
  const trpc = useTRPC();
  const [{ plan }] = useFloorView();
  const row = useQuery(
    trpc.datacenter.row.queryOptions(
      { rowId, requestId, ...(plan === null ? {} : { planId: plan }) },
      { placeholderData: keepPreviousData },
    ),
  );
  if (row.error && !row.data)
    return <QueryFailure error={row.error} what={`RQ-${requestId} in this row`} onRetry={() => void row.refetch()} />;
  const answer = row.data?.request;
  if (!row.data || !answer) return <SkeletonBlock heightPx={260} label={`Holding RQ-${requestId} against the row`} />;
  return <Answer row={row.data} answer={answer} onRow={onRow} onEnd={onEnd} />;
}

type Answered = NonNullable<RowDetail["request"]>;

function Answer({
  row,
  answer,
  onRow,
  onEnd,
}: {
  row: RowDetail;
  answer: Answered;
  onRow: (rowId: string) => void;
  onEnd: () => void;
}) {
  const id = useId();
  const { certificate, elsewhere } = answer;
  const [tried, setTried] = useState<string | null>(null);
  const [view] = useFloorView();
  const reliefs = triable(row, answer);
  const relief = tried === null ? undefined : reliefs.get(tried);
  const onTry = (way: string) => {
    if (way === "elsewhere" && elsewhere) onRow(String(elsewhere.rowId));
    else setTried(way);
  };
  const way = certificate.fits ? "fits here" : "does not fit here";
  return (
    <PanelBlock>
      <Certificate
        id={id}
        title={`RQ-${answer.id} ${way}`}
        fits={certificate.fits}
        asked={
          <>
            {racksOf(answer.racks, answer.rackType)} for {answer.service}, {formatPower(answer.powerW).text} each, half
            per feed.
            {answer.allowed ? "" : " It asks for another place than this datacenter."}
            {answer.counted ? " Its own racks are counted in the loads already: this is for as many more." : ""}
          </>
        }
        limits={certificate.checks.map((check, at) => limitLine(check, `${id}-${at}`))}
        relaxations={certificate.fits ? [] : relaxationsOf(row, answer)}
        onTry={onTry}
      />
      {relief ? (
        <Tried requestId={answer.id} planId={view.plan ?? undefined} datacenter={row.datacenter} relief={relief} />
      ) : null}
      <p className="panel-act">
        {elsewhere ? (
          <Button size="small" onPress={() => onRow(String(elsewhere.rowId))}>
            {`Show row ${rowLabel(elsewhere.room, elsewhere.row)}`}
          </Button>
        ) : null}
        <Button size="small" href={`/requests/${answer.id}`}>
          {`Open RQ-${answer.id}`}
        </Button>
        <Button size="small" variant="quiet" icon="close" onPress={onEnd}>
          Leave it
        </Button>
      </p>
    </PanelBlock>
  );
}

/** What can be solved again, by the id of its way. */
function triable(row: RowDetail, answer: Answered): ReadonlyMap<string, Relief> {
  const fewer = answer.racks - answer.racksThatFit;
  const ways = new Map<string, Relief>();
  if (answer.relief) ways.set("raise", answer.relief);
  if (answer.racksThatFit > 0 && fewer > 0) ways.set("fewer", { rowId: row.rowId, changes: [], fewer });
  return ways;
}

const raisedAtMost = 3;

/** At most three ways, the smallest step first: limits raised together, another row, fewer racks. */
function relaxationsOf(row: RowDetail, answer: Answered): Relaxation[] {
  const ways: Relaxation[] = [];
  // Positions are not to be had by raising a limit, and a dozen limits together are no advice.
  if (
    answer.raise.length > 0 &&
    answer.raise.length <= raisedAtMost &&
    answer.raise.every((one) => one.limit !== "space")
  ) {
    const here = answer.raise.map((one) => relaxationWords({ ...one, row: null }));
    ways.push({ id: "raise", text: here.join(", and "), gain: here.length > 1 ? "all of them together" : undefined });
  }
  if (answer.elsewhere)
    ways.push({
      id: "elsewhere",
      text: `Row ${rowLabel(answer.elsewhere.room, answer.elsewhere.row)} takes all of it`,
    });
  if (answer.racksThatFit > 0)
    ways.push({
      id: "fewer",
      text: `${answer.racksThatFit} of the ${formatCount(answer.racks, "rack")} here, the others in other rows`,
    });
  if (ways.length === 0)
    ways.push({
      id: "none",
      off: "There is nothing to try",
      text: `Nothing in ${row.datacenter} alone; see the request for other places`,
    });
  return ways;
}
