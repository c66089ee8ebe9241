import type { StepDto } from "@headroom/contracts/run";
import { OrderForm } from "./OrderForm";
import type { RunChange } from "./useRunChange";

interface WorkOrderProps {
  step: StepDto;
  change: RunChange;
}

const words = {
  none: "It can also go to somebody without an account: keep who does what in",
  first: "Or send it outside, to",
  open: "Send it to",
  send: "Send",
  again: "Send again",
};

/** An open task for somebody outside: who was asked, whether it arrived, and to send it again or to another. */
export function WorkOrder({ step, change }: WorkOrderProps) {
  return (
    <OrderForm
      order={step.order}
      words={words}
      isBusy={change.sendOrder.isPending || change.withdrawOrder.isPending}
      onSend={(contactId, sent) => change.sendOrder.mutate({ stepId: step.id, contactId }, { onSuccess: sent })}
      onWithdraw={() => change.withdrawOrder.mutate({ stepId: step.id })}
    />
  );
}
