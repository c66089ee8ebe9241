"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { Button } from "@headroom/ui/primitives/Button";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useMay } from "../frame/useMay";

const StartRunDialog = dynamic(() => import("./StartRunDialog").then((module) => module.StartRunDialog), {
  ssr: false,
});

/** Begins the run of a committed plan, after a look at all that is at stake. A plan that is in work is resumed, not begun again. */
export function CarryOutButton({ plan }: { plan: Pick<PlanDetail, "id" | "title"> }) {
  const trpc = useTRPC();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const runs = useQuery(trpc.run.list.queryOptions({ planId: plan.id, limit: 100 }));
  const living = runs.data?.rows.find(({ state }) => state !== "done" && state !== "aborted");
  const mayCreate = may("run.create");
  useHotkeys(mayCreate && !living ? [{ keys: "c", label: "carry out", run: () => setOpen(true) }] : []);
  if (living)
    return (
      <Button variant="primary" href={`/runs/${living.id}`}>
        See it being carried out
      </Button>
    );
  return (
    <>
      <Button
        variant="primary"
        keyHint="C"
        off={mayCreate ? null : "It is for planners, operators and admins"}
        onPress={() => setOpen(true)}
      >
        Carry out…
      </Button>
      {open ? (
        <StartRunDialog
          source={{ from: "plan", planId: plan.id }}
          title={`Carry out PL-${plan.id}?`}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
