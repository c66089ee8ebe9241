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
import { WorkForm } from "./WorkForm";
import "./work.css";

/** A work order for whoever holds its link: what is to be done, where, and the answer. */
export function WorkPage({ token }: { token: string }) {
  const trpc = useTRPC();
  const order = useQuery(trpc.workOrder.lookup.queryOptions({ token }));
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
  const { task } = order;
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
          <KeyValue items={placesOf(order, task, now)} />
          {task.why ? <p className="work-why">{`A machine could not do it: ${failureText(task.why)}.`}</p> : null}
          <WorkForm order={order} task={task} token={token} />
          <p className="gate-note">{`This link works until ${formatDateTime(order.expiresAt, now)}, and takes one answer.`}</p>
        </>
      ) : (
        <Ended order={order} now={now} />
      )}
    </article>
  );
}

type Task = NonNullable<OrderView["task"]>;

function placesOf(order: OrderView, task: Task, now: number) {
  const { datacenter, datacenterName, room, row, position, from, rackType, dueAt } = task;
  const all: readonly (readonly [string, string | number | null])[] = [
    ["Rack", order.rack],
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
      return <Notice icon="within">{`Thank you. You said that it is done${when}; nothing more is to do.`}</Notice>;
    case "refused":
      return (
        <Notice>{`You said that it cannot be done${when}: “${order.reason ?? ""}”. Somebody looks after it now.`}</Notice>
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
