"use client";
import type { RequestRow } from "@headroom/contracts/request";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Select, TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { Num } from "@headroom/ui/primitives/Text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { useRouter } from "../frame/address";
import { failureWords } from "../words/errors";

interface Form {
  title: string;
  policy: "place-all" | "selective";
  effort: "quick" | "normal" | "thorough";
}

interface PlanDialogProps {
  open: boolean;
  /** What will be planned together. */
  requests: readonly RequestRow[];
  onClose: () => void;
}

const formId = "plan-form";

/** Starts a plan for some requests; the worker makes it, the plan's page shows how far it is. */
export function PlanDialog({ open, requests, onClose }: PlanDialogProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const form = useForm<Form>({ defaultValues: { title: "", policy: "place-all", effort: "normal" } });
  const create = useMutation(
    trpc.plan.create.mutationOptions({
      onSuccess: async (plan) => {
        await client.invalidateQueries({ queryKey: trpc.request.pathKey() });
        router.push(`/plans/${plan.id}`);
      },
    }),
  );
  const racks = requests.reduce((sum, request) => sum + request.racks, 0);
  const powerW = requests.reduce((sum, request) => sum + request.powerW, 0);
  const failure = create.error ? failureWords(publicErrorOf(create.error), "The plan") : null;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Plan ${formatCount(requests.length, "request")}`}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} off={create.isPending ? "Starting" : null}>
            Make the plan
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="form-stack"
        noValidate
        onSubmit={form.handleSubmit(({ title, policy, effort }) =>
          create.mutate({
            title: title.trim() || undefined,
            requestIds: requests.map((one) => one.id),
            policy,
            effort,
          }),
        )}
      >
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        <p>
          {formatCount(racks, "rack")}, <Num of={formatPower(powerW)} />. Nothing is held before the plan is submitted.
        </p>
        <TextField
          label="Title"
          optional
          help="Left empty, it is named after what it places"
          maxLength={120}
          {...form.register("title")}
        />
        <Select
          label="Policy"
          options={[
            { value: "place-all", label: "Place all that fits" },
            { value: "selective", label: "Selective: may propose to withhold, with its price" },
          ]}
          {...form.register("policy")}
        />
        <Select
          label="Effort"
          options={[
            { value: "quick", label: "Quick: a first answer" },
            { value: "normal", label: "Normal" },
            { value: "thorough", label: "Thorough: longer search" },
          ]}
          {...form.register("effort")}
        />
      </form>
    </Dialog>
  );
}
