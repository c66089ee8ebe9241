import type { DriveRow } from "@headroom/contracts/sanitisation";
import { Notice } from "@headroom/ui/primitives/Notice";
import { OrderForm } from "../runs/OrderForm";
import type { DriveChange } from "./useDriveChange";

interface WitnessOrderProps {
  /** Any of those of its rack that wait for a witness. */
  drive: DriveRow;
  change: DriveChange;
}

const words = {
  none: "Somebody without an account can witness it, too: keep their mail address in",
  first: "Or ask somebody outside to witness it:",
  open: "Ask",
  send: "Ask to witness",
  again: "Ask again",
};

/** Somebody without an account who is to see the drives destroyed: who was asked, whether it arrived, and to ask. */
export function WitnessOrder({ drive, change }: WitnessOrderProps) {
  return (
    <OrderForm
      order={drive.order}
      byMail
      words={words}
      isBusy={change.ask.isPending || change.withdraw.isPending}
      onSend={(contactId, sent) => change.ask.mutate({ id: drive.id, contactId }, { onSuccess: sent })}
      onWithdraw={() => change.withdraw.mutate({ id: drive.id })}
    >
      {drive.order?.state === "refused" ? (
        <Notice tone="attention">{`${drive.order.contact} did not see it: “${drive.order.reason ?? ""}”.`}</Notice>
      ) : null}
    </OrderForm>
  );
}
