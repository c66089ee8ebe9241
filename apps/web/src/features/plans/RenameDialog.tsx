"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextField } from "@headroom/ui/primitives/Field";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { usePlanChange } from "./usePlanChange";

export function RenameDialog({ open, plan, onClose }: { open: boolean; plan: PlanDetail; onClose: () => void }) {
  const id = useId();
  const [title, setTitle] = useState(plan.title);
  const { rename, ref } = usePlanChange(plan);
  const short = title.trim().length < 3;
  const failure = rename.error ? failureWords(publicErrorOf(rename.error), "Renaming") : null;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Rename PL-${plan.id}`}
      actions={
        <>
          <Button onPress={onClose}>Leave it</Button>
          <Button variant="primary" type="submit" form={id} off={rename.isPending ? "Saving" : null}>
            Rename
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!short) rename.mutate({ ...ref, title: title.trim() }, { onSuccess: onClose });
        }}
      >
        <TextField
          label="Title"
          maxLength={120}
          value={title}
          error={short ? "Three letters or more" : failure ? `${failure.title}. ${failure.cause}` : undefined}
          onChange={(event) => setTitle(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
