"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { formatList } from "@headroom/ui/format/lists";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextArea } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Menu, type MenuEntry } from "@headroom/ui/primitives/Menu";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { useRouter } from "../frame/address";
import { ReasonDialog } from "../frame/ReasonDialog";
import { CarryOutButton } from "../runs/CarryOutButton";
import { failureWords } from "../words/errors";
import { RenameDialog } from "./RenameDialog";
import { usePlanChange } from "./usePlanChange";

type Open = "submit" | "cancel" | "rename" | null;

/** What can be done with the plan now; what cannot says why. */
export function PlanActions({ plan }: { plan: PlanDetail }) {
  const change = usePlanChange(plan);
  const toast = useToast();
  const router = useRouter();
  const [open, setOpen] = useState<Open>(null);
  const [note, setNote] = useState("");
  const offOf = (action: string): string | null => {
    const allowed = plan.allowed[action];
    return allowed?.ok ? null : (allowed?.why ?? "Not possible in this state");
  };
  const isOn = (action: string) => plan.allowed[action]?.ok === true;
  const fail = (error: unknown) => {
    const words = failureWords(publicErrorOf(error), "It");
    toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
  };
  const submit = () => change.submit.mutate({ ...change.ref, note }, { onSuccess: () => setOpen(null) });
  const replan = () => change.replan.mutate(change.ref, { onError: fail });
  const withdraw = () => change.withdraw.mutate(change.ref, { onError: fail });
  useHotkeys([
    ...(isOn("submit")
      ? [{ keys: "Mod+Enter", label: "send for approval", caps: "Ctrl ↵", run: () => setOpen("submit") }]
      : []),
    ...(plan.repairs ? [] : [{ keys: "s", label: "scenarios", run: () => router.push(`/plans/${plan.id}/scenarios`) }]),
    ...(isOn("replan") ? [{ keys: "r", label: "plan again", run: replan }] : []),
  ]);
  const more: MenuEntry[] = [
    ...(plan.repairs
      ? []
      : [
          { id: "scenarios", label: "Scenarios beside it", icon: "plan" as const, href: `/plans/${plan.id}/scenarios` },
        ]),
    { id: "rename", label: "Rename", icon: "edit", off: offOf("edit"), onAction: () => setOpen("rename") },
    {
      id: "cancel",
      label: plan.state === "committed" ? "Give its capacity back" : "Cancel the plan",
      icon: "blocked",
      off: offOf("cancel"),
      onAction: () => setOpen("cancel"),
    },
  ];
  const failure = change.submit.error ? failureWords(publicErrorOf(change.submit.error), "Sending it") : null;
  return (
    <>
      <Menu
        label="More"
        groups={[{ id: "more", items: more }]}
        placement="bottom end"
        trigger={
          <button type="button" className="hr-b">
            More
          </button>
        }
      />
      {isOn("withdraw") ? (
        <Button off={change.withdraw.isPending ? "Taking it back" : null} onPress={withdraw}>
          Take back
        </Button>
      ) : null}
      {isOn("replan") ? (
        <Button keyHint="R" off={change.replan.isPending ? "Starting" : null} onPress={replan}>
          Plan again
        </Button>
      ) : null}
      {plan.state === "committed" ? <CarryOutButton plan={plan} /> : null}
      {plan.state === "draft" || plan.state === "expired" ? (
        <Button variant="primary" off={offOf("submit")} onPress={() => setOpen("submit")}>
          Send for approval
        </Button>
      ) : null}
      <Dialog
        open={open === "submit"}
        onClose={() => setOpen(null)}
        title={`Send PL-${plan.id} for approval?`}
        actions={
          <>
            <Button onPress={() => setOpen(null)}>Not yet</Button>
            <Button variant="primary" off={change.submit.isPending ? "Sending" : null} onPress={submit}>
              Send for approval
            </Button>
          </>
        }
      >
        <div className="form-stack">
          {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
          <p>
            {formatCount(plan.racks ?? 0, "position")} in {formatList(plan.datacenters)} become held: nobody else can
            take them while approvers look. You can take it back.
          </p>
          <TextArea
            label="Note to the approvers"
            optional
            rows={3}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </Dialog>
      <ReasonDialog
        open={open === "cancel"}
        title={`Cancel PL-${plan.id}?`}
        confirmWord={plan.state === "committed" ? "Give the capacity back" : "Cancel the plan"}
        danger
        busy={change.cancel.isPending}
        error={change.cancel.error}
        onClose={() => setOpen(null)}
        onConfirm={(reason) => change.cancel.mutate({ ...change.ref, reason }, { onSuccess: () => setOpen(null) })}
      >
        {plan.state === "committed"
          ? `${formatCount(plan.racks ?? 0, "committed position")} become free again and its requests wait again.`
          : "Its positions are no longer held and its requests wait again."}
      </ReasonDialog>
      <RenameDialog open={open === "rename"} plan={plan} onClose={() => setOpen(null)} />
    </>
  );
}
