import type { PlanDetail } from "@headroom/contracts/plan";
import type { WaterfallStep } from "@headroom/ui/charts/WhyWaterfall";
import { formatCount } from "@headroom/ui/format/numbers";
import { amountWords, limitName, waysOut } from "../explanation/words";

/** Racks that were asked and not placed, by the limit that stopped each request in its nearest row; most racks first. */
export function waterfallSteps(
  requests: readonly Pick<PlanDetail["requestList"][number], "racks" | "racksPlaced" | "certificate">[],
): WaterfallStep[] {
  const steps = new Map<string, { step: WaterfallStep; takes: number; relief: string | null; gain: number }>();
  for (const request of requests) {
    const missing = request.racks - request.racksPlaced;
    if (missing <= 0) continue;
    const broken = request.certificate?.nearest[0]?.checks.find((check) => !check.ok);
    const name = stepName(request);
    const way = waysOut(request.certificate?.relaxations ?? [])[0];
    const known = steps.get(name);
    steps.set(name, {
      step: {
        id: name,
        limit: name,
        takes: 0,
        slack: broken ? amountWords(Math.max(0, broken.left), broken.unit) : undefined,
      },
      takes: (known?.takes ?? 0) + missing,
      relief: known?.relief ?? way?.text ?? null,
      gain: known ? known.gain : missing - (way?.fewer ?? 0),
    });
  }
  return [...steps.values()]
    .map(({ step, takes, relief, gain }) => ({
      ...step,
      takes,
      ...(relief ? { relief, reliefGain: `+${formatCount(gain, "rack")}` } : {}),
    }))
    .sort((a, b) => b.takes - a.takes);
}

/** The limit that stops a request in its nearest row: the id of its step. */
const stepName = ({ certificate }: Pick<PlanDetail["requestList"][number], "certificate">): string => {
  const broken = certificate?.nearest[0]?.checks.find((check) => !check.ok);
  if (broken) return limitName(broken);
  return certificate?.withheld ? "Withheld for likelier requests" : "No row is allowed";
};

/** The first request that a step stands for: its relief is the one named there. */
export const stoppedBy = (requests: PlanDetail["requestList"], stepId: string) =>
  requests.find((request) => request.racks > request.racksPlaced && stepName(request) === stepId);
