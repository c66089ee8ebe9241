"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { stateByName } from "@headroom/ui/primitives/states";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { planListOfFloors } from "./floorQueries";
import { useFloorView } from "./useFloorView";

/** The floor as it is, or with the racks of a plan that touches it. N and P change between them; P again goes to the next plan. */
export function PlanPicker({ floor }: { floor: Floor }) {
  const trpc = useTRPC();
  const [view, setView] = useFloorView();
  const list = useQuery(trpc.plan.list.queryOptions(planListOfFloors));
  const { code } = floor.datacenter;
  const touching = (list.data?.rows ?? []).filter((plan) => plan.datacenters.includes(code));
  const known = touching.some((plan) => plan.id === view.plan);
  // A plan that was opened by its address stands in the list too, whatever has become of it.
  const plans = [
    ...touching.map(({ id, state }) => ({ id, state: String(state) })),
    ...(view.plan !== null && !known ? [{ id: view.plan, state: floor.plan?.state ?? "" }] : []),
  ];
  const show = (plan: number | null) => void setView({ plan });
  const next = () => plans[(plans.findIndex((plan) => plan.id === view.plan) + 1) % plans.length]?.id ?? null;
  useHotkeys(
    plans.length > 0
      ? [
          { keys: "n", label: "now, with plan", caps: "N P", run: () => show(null) },
          { keys: "p", label: "with the next plan", strip: false, run: () => show(next()) },
        ]
      : [],
  );
  const shown = plans.find((plan) => plan.id === view.plan) ?? plans[0];
  if (!shown) return null;
  const word = (state: string) => (state === "" ? "" : `, ${stateByName(state).word.toLowerCase()}`);
  return (
    <>
      <Segmented
        label="Now or with a plan"
        options={[
          { value: "now", label: "Now", keyHint: "N" },
          { value: "plan", label: `With PL-${shown.id}`, keyHint: "P" },
        ]}
        value={view.plan === null ? "now" : "plan"}
        onChange={(value) => show(value === "now" ? null : shown.id)}
      />
      {plans.length > 1 && view.plan !== null ? (
        <SelectBox
          aria-label="Plan shown on the floor"
          value={String(view.plan)}
          onChange={(event) => show(Number(event.target.value))}
          options={plans.map((plan) => ({ value: String(plan.id), label: `PL-${plan.id}${word(plan.state)}` }))}
        />
      ) : null}
    </>
  );
}
