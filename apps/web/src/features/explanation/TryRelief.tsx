"use client";
import type { Relief, TriedRelief, Why } from "@headroom/contracts/why";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { rowLabel } from "../words/places";
import { leftWords, limitName, waysOut } from "./words";

interface TryReliefProps {
  requestId: number;
  planId?: number | undefined;
  datacenter: string;
  reliefs: Why["reliefs"];
  /** Tries the first one at once. */
  tryFirst?: boolean;
}

/** What would help, cheapest first; each can be tried: it is solved again with that change, and nothing is written. */
export function TryRelief({ requestId, planId, datacenter, reliefs, tryFirst = false }: TryReliefProps) {
  const [tried, setTried] = useState<number | null>(tryFirst && reliefs.length > 0 ? 0 : null);
  return (
    <div className="pad">
      <h4 className="sub">
        What would make it fit <Muted>each checked by solving again</Muted>
      </h4>
      <ol className="hr-relax">
        {reliefs.map(({ relief, words }, at) => {
          const [way] = waysOut(words);
          return (
            <li key={`${relief.rowId} ${relief.fewer}`}>
              <span className="hr-mut">{at + 1}</span>
              <span>
                {way?.text} {way?.gain ? <Muted>{way.gain}</Muted> : null}
              </span>
              <Button
                size="small"
                pressed={tried === at}
                ariaLabel={`Try it: ${way?.text}`}
                onPress={() => setTried(tried === at ? null : at)}
              >
                Try it
              </Button>
              {tried === at ? <Tried {...{ requestId, planId, datacenter, relief }} /> : null}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

export function Tried(props: { requestId: number; planId?: number | undefined; datacenter: string; relief: Relief }) {
  const trpc = useTRPC();
  const { requestId, planId, datacenter, relief } = props;
  const answer = useQuery(
    trpc.placement.tryRelief.queryOptions({
      requestId,
      datacenter,
      relief,
      ...(planId === undefined ? {} : { planId }),
    }),
  );
  const failure = answer.error ? failureWords(publicErrorOf(answer.error), "Trying it") : null;
  return (
    <div className="tried" role="status">
      {failure ? (
        <StateLabel state="over">{`${failure.title}. ${failure.cause}`}</StateLabel>
      ) : answer.data ? (
        <Answer {...props} answer={answer.data} />
      ) : (
        <Muted>Solving again with it</Muted>
      )}
    </div>
  );
}

function Answer({
  requestId,
  planId,
  answer,
}: {
  requestId: number;
  planId?: number | undefined;
  answer: TriedRelief;
}) {
  const { place, next, freed, others } = answer;
  if (!place) return <StateLabel state="over">It still fits nowhere: the floor has moved since.</StateLabel>;
  const [first] = next;
  const href = `/floors/${place.datacenter}?request=${requestId}&row=${place.rowId}${planId === undefined ? "" : `&plan=${planId}`}`;
  return (
    <>
      <p>
        <StateLabel state="within">{`${formatCount(place.racks, "rack")} fit`}</StateLabel> in{" "}
        <Link href={href}>
          {place.datacenter} row {rowLabel(place.room, place.row)}
        </Link>
        {place.rows > 1 ? ` and ${formatCount(place.rows - 1, "other row")}` : ""}
        {place.rowsThatFit > 1 ? <Muted>{`, the best of ${formatCount(place.rowsThatFit, "row")}`}</Muted> : null}.
      </p>
      {first ? (
        <p>
          Next to bind there: {limitName(first)}, {leftWords(first)}.
        </p>
      ) : null}
      {others > 0 ? (
        <p>
          {freed.length === 0 ? (
            `None of the ${formatCount(others, "other request")} of the plan without a place fits with it.`
          ) : (
            <>
              It frees {formatCount(freed.length, "other request")} of {others} too:{" "}
              {freed.map((one, at) => (
                <span key={one.requestId}>
                  {at > 0 ? ", " : ""}
                  <Id>RQ-{one.requestId}</Id> <Muted>{formatCount(one.racks, "rack")}</Muted>
                </span>
              ))}
              .
            </>
          )}
        </p>
      ) : null}
      <p className="hr-mut">Nothing was changed: this was a copy of the floor.</p>
    </>
  );
}
