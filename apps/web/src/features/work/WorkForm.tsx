"use client";
import type { OrderView } from "@headroom/contracts/work-order";
import { Button } from "@headroom/ui/primitives/Button";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { TaskFields } from "../runs/TaskFields";
import { taskFailure } from "../runs/taskFailure";
import { answerOf, leftOf, useTaskDraft } from "../runs/useTaskDraft";
import { OrderAnswer } from "./OrderAnswer";

interface WorkFormProps {
  order: OrderView;
  task: NonNullable<OrderView["task"]>;
  token: string;
}

/** Take it on, tick it off, say that it is done, or that it cannot be done. */
export function WorkForm({ order, task, token }: WorkFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft, forget] = useTaskDraft(`order-${order.number}`);
  const lookup = trpc.workOrder.lookup.queryOptions({ token });
  const onSuccess = (after: OrderView) => {
    if (after.endedAt !== null) forget();
    queries.setQueryData(lookup.queryKey, after);
  };
  // answered meanwhile, in another tab or by somebody else: then the page says how it stands
  const onError = () => queries.invalidateQueries({ queryKey: lookup.queryKey });
  const accept = useMutation(trpc.workOrder.accept.mutationOptions({ onSuccess, onError }));
  const finish = useMutation(trpc.workOrder.finish.mutationOptions({ onSuccess, onError }));
  const refuse = useMutation(trpc.workOrder.refuse.mutationOptions({ onSuccess, onError }));
  const failed = finish.error ?? refuse.error ?? accept.error;
  const failure = taskFailure(failed, "Your answer");
  const isBusy = accept.isPending || finish.isPending || refuse.isPending;
  const waits = task.evacuation?.isCarriedOut === false ? "Its evacuation plan is not carried out" : null;
  const left = waits ?? leftOf(draft, { checklist: task.checklist, asked: task.evidence });
  return (
    <>
      {order.state === "open" ? (
        <div className="work-accept">
          <Button off={isBusy ? "One moment" : null} onPress={() => accept.mutate({ token })}>
            I take it on
          </Button>
          <span className="gate-note">Then whoever waits for it knows.</span>
        </div>
      ) : (
        <Notice icon="within">You have taken it on.</Notice>
      )}
      <OrderAnswer
        left={left}
        isBusy={isBusy}
        failure={failure}
        answer="It is done"
        onAnswer={() => finish.mutate({ token, ...answerOf(draft, task.evidence) })}
        refusal="It cannot be done"
        reason="Why it cannot be done"
        onRefuse={(reason) => refuse.mutate({ token, reason })}
      >
        <TaskFields checklist={task.checklist} asked={task.evidence} draft={draft} onChange={setDraft} />
      </OrderAnswer>
    </>
  );
}
