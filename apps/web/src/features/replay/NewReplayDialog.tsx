"use client";
import { batchOrders } from "@headroom/contracts/names";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { DateField, Select } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { useRouter } from "../frame/address";
import { useNow } from "../frame/time";
import { orderWords, policyWords } from "../plan-builder/knobs";
import { failureWords } from "../words/errors";
import { lastQuarter } from "./quarters";

/** Which requests are replayed, and how. Proposed: the last whole quarter, as the requests came, under the other policy. */
export function NewReplayDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const id = useId();
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const quarter = lastQuarter(useNow());
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const [region, setRegion] = useState("");
  const [range, setRange] = useState(quarter);
  const [policy, setPolicy] = useState<"place-all" | "selective">("selective");
  const [order, setOrder] = useState<keyof typeof orderWords>("arrival");
  const create = useMutation(
    trpc.replay.create.mutationOptions({
      onSuccess: async ({ id: made }) => {
        await queries.invalidateQueries({ queryKey: trpc.replay.pathKey() });
        router.push(`/plans/replays/${made}`);
      },
    }),
  );
  const backwards = range.from > range.to ? "Ends before it begins" : undefined;
  const failure = create.error ? failureWords(publicErrorOf(create.error), "The replay") : null;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Replay past requests"
      actions={
        <>
          <Button onPress={onClose}>Leave it</Button>
          <Button variant="primary" type="submit" form={id} off={create.isPending ? "One moment" : null}>
            Replay
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!backwards) create.mutate({ region: region || null, ...range, policy, order });
        }}
      >
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        <Select
          label="Region"
          value={region}
          placeholder="All regions"
          options={(catalog.data?.regions ?? []).map(({ code }) => ({ value: code, label: code }))}
          onChange={(event) => setRegion(event.target.value)}
        />
        <div className="field-pair">
          <DateField
            label="Requests made from"
            value={range.from}
            onChange={(event) => setRange({ ...range, from: event.target.value })}
          />
          <DateField
            label="to, included"
            value={range.to}
            error={backwards}
            onChange={(event) => setRange({ ...range, to: event.target.value })}
          />
        </div>
        <div className="field-pair">
          <Select
            label="Policy"
            value={policy}
            options={(["place-all", "selective"] as const).map((value) => ({ value, label: policyWords[value] }))}
            onChange={(event) => setPolicy(event.target.value === "place-all" ? "place-all" : "selective")}
          />
          <Select
            label="Order"
            value={order}
            options={batchOrders.map((value) => ({ value, label: orderWords[value] }))}
            onChange={(event) => setOrder(batchOrders.find((one) => one === event.target.value) ?? "arrival")}
          />
        </div>
      </form>
    </Dialog>
  );
}
