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

/** How far ahead the floor is shown. */
const AHEAD_DAYS = 90;

/** The floor as it is, as it will be by what is dated, or with the racks of a plan that touches it, over the same cells. P again: the next plan. */
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
  const show = (plan: number | null, days: number | null = null) => void setView({ plan, days });
  const next = () => plans[(plans.findIndex((plan) => plan.id === view.plan) + 1) % plans.length]?.id ?? null;
  useHotkeys([
    {
      keys: "n",
      label: plans.length > 0 ? "now, +90 d, plan" : "now, +90 d",
      caps: plans.length > 0 ? "N 9 P" : "N 9",
      run: () => show(null),
    },
    { keys: "9", label: "in 90 days", strip: false, run: () => show(null, AHEAD_DAYS) },
    ...(plans.length > 0 ? [{ keys: "p", label: "with the next plan", strip: false, run: () => show(next()) }] : []),
  ]);
  const shown = plans.find((plan) => plan.id === view.plan) ?? plans[0];
  const word = (state: string) => (state === "" ? "" : `, ${stateByName(state).word.toLowerCase()}`);
  return (
    <>
      <Segmented
        label="When"
        options={[
          { value: "now", label: "Now", keyHint: "N" },
          { value: "ahead", label: `+${view.days ?? AHEAD_DAYS} d`, keyHint: "9" },
          ...(shown ? [{ value: "plan" as const, label: `With PL-${shown.id}`, keyHint: "P" }] : []),
        ]}
        value={view.plan !== null ? "plan" : view.days !== null ? "ahead" : "now"}
        onChange={(value) =>
          value === "plan" && shown ? show(shown.id) : show(null, value === "ahead" ? AHEAD_DAYS : null)
        }
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
