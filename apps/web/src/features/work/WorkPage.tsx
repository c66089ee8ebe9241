"use client";
import type { OrderView } from "@headroom/contracts/work-order";
import { formatDateTime } from "@headroom/ui/format/dates";
import { Notice } from "@headroom/ui/primitives/Notice";
import { KeyValue } from "@headroom/ui/primitives/PageHeader";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { useNow } from "../frame/time";
import { failureText } from "../runs/words";
import { failureWords } from "../words/errors";
import { WitnessForm } from "./WitnessForm";
import { WorkForm } from "./WorkForm";
import "./work.css";

const WITNESS_MS = 10_000;

/** A work order for whoever holds its link: what is to be done, where, and the answer. */
export function WorkPage({ token }: { token: string }) {
  const trpc = useTRPC();
  const order = useQuery(
    trpc.workOrder.lookup.queryOptions(
      { token },
      // whoever witnesses stands beside it: what is reported destroyed appears
      { refetchInterval: ({ state }) => (state.data?.witness ? WITNESS_MS : false) },
    ),
  );
  if (order.isPending) return <p className="gate-note">Looking at the work order…</p>;
  if (order.error) {
    const failure = publicErrorOf(order.error);
    if (failure.code === "NOT_FOUND" || failure.code === "INVALID_INPUT")
      return (
        <div className="work">
          <h1>This link opens nothing</h1>
          <p>It is incomplete, or not from here. Copy the whole link from the message, or ask whoever sent it.</p>
        </div>
      );
    const words = failureWords(failure, "The work order");
    return <Notice tone="critical">{`${words.title}. ${words.cause}`}</Notice>;
  }
  return <WorkView order={order.data} token={token} />;
}

function WorkView({ order, token }: { order: OrderView; token: string }) {
  const now = useNow();
  const { task, witness } = order;
  return (
    <article className="work" aria-labelledby="work-title">
      <header>
        <p className="gate-note">{`Work order ${order.number} for ${order.contact}`}</p>
        <h1 id="work-title">
          {order.title}: {order.rack}
        </h1>
      </header>
      {task ? (
        <>
          {task.isUndo ? <Notice>It was done, and has to be taken back.</Notice> : null}
          <KeyValue items={placesOf(order.rack, task, task.dueAt, now)} />
          {task.why ? <p className="work-why">{`A machine could not do it: ${failureText(task.why)}.`}</p> : null}
          {task.evacuation ? <Evacuation {...task.evacuation} /> : null}
          <WorkForm order={order} task={task} token={token} />
          <p className="gate-note">{`This link works until ${formatDateTime(order.expiresAt, now)}, and takes one answer.`}</p>
        </>
      ) : witness ? (
        <>
          <p>
            Whoever destroys a drive may not be the one who says that it was. Look at the remains, compare the serials,
            and tick what you saw.
          </p>
          <KeyValue items={placesOf(order.rack, witness, null, now)} />
          <WitnessForm drives={witness.drives} token={token} />
          <p className="gate-note">{`Your name and answer stand on the certificate. This link works until ${formatDateTime(order.expiresAt, now)}, and takes one answer.`}</p>
        </>
      ) : (
        <Ended order={order} now={now} />
      )}
    </article>
  );
}

type EvacuationProps = NonNullable<NonNullable<OrderView["task"]>["evacuation"]>;

/** Where the load of the rack goes, before it may be called drained. */
function Evacuation({ title, url, isCarriedOut }: EvacuationProps) {
  return (
    <Notice tone={isCarriedOut === false ? "attention" : "plain"}>
      Evacuation plan:{" "}
      {url === null ? (
        title
      ) : (
        <a href={url} target="_blank" rel="noreferrer noopener">
          {title}
        </a>
      )}
      {isCarriedOut === null
        ? "."
        : isCarriedOut
          ? ", carried out."
          : ". It is not carried out yet: answer when it is. You can say before that it cannot be done."}
    </Notice>
  );
}

type Place = NonNullable<OrderView["witness"] | OrderView["task"]>;

function placesOf(rack: string, place: Place, dueAt: string | null, now: number) {
  const { datacenter, datacenterName, room, row, position, from, rackType } = place;
  const all: readonly (readonly [string, string | number | null])[] = [
    ["Rack", rack],
    ["Type", rackType],
    ["Datacenter", datacenterName === datacenter ? datacenter : `${datacenterName} (${datacenter})`],
    ["Room", room],
    ["Row", row],
    ["Position", position],
    ["Now at", from],
    ["Due", dueAt === null ? null : formatDateTime(dueAt, now)],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** How it ended, as far as concerns whoever had it. */
function Ended({ order, now }: { order: OrderView; now: number }) {
  const when = order.endedAt === null ? "" : ` ${formatDateTime(order.endedAt, now)}`;
  switch (order.state) {
    case "done":
      return (
        <Notice icon="within">{`Thank you. You said ${order.isWitness ? "what you saw destroyed" : "that it is done"}${when}; nothing more is to do.`}</Notice>
      );
    case "refused":
      return (
        <Notice>{`You said that ${order.isWitness ? "you did not see it" : "it cannot be done"}${when}: “${order.reason ?? ""}”. Somebody looks after it now.`}</Notice>
      );
    case "expired":
      return (
        <Notice tone="attention">
          {`This link worked until ${formatDateTime(order.expiresAt, now)}. Ask whoever sent it for a new one.`}
        </Notice>
      );
    default:
      return (
        <Notice tone="attention">
          {`It is no longer yours: it was taken back, or somebody else did it${when}. Nothing is to do.`}
        </Notice>
      );
  }
}
