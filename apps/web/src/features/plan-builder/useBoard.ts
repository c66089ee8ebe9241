"use client";
import type { ScenarioBoard } from "@headroom/contracts/scenario";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTRPC } from "../../trpc/client";

const inWork = ({ state }: { state: string }) => state === "queued" || state === "running";

/** The board, with the progress of what is being solved as the server tells it; read anew when one of them moves on. */
export function useBoard(planId: number) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const board = useQuery(trpc.scenario.board.queryOptions({ planId }));
  const working = board.data?.scenarios.filter(inWork) ?? [];
  const known = new Map(working.map((one) => [one.id, `${one.state} ${one.version}`]));
  const heard = useSubscription(
    trpc.scenario.watch.subscriptionOptions(
      { planId, ids: working.map((one) => one.id) },
      {
        enabled: working.length > 0,
        onData: (now) => {
          // one that is gone is told of by its absence
          const same = now.filter((one) => known.get(one.id) === `${one.state} ${one.version}`);
          if (same.length < known.size)
            void queries.invalidateQueries({ queryKey: trpc.scenario.board.queryKey({ planId }) });
        },
      },
    ),
  );
  return { board, data: board.data && withProgress(board.data, heard.data ?? []) };
}

type Heard = readonly { readonly id: number; readonly progress: ScenarioBoard["scenarios"][number]["progress"] }[];

const withProgress = (board: ScenarioBoard, heard: Heard): ScenarioBoard => ({
  ...board,
  scenarios: board.scenarios.map((scenario) => {
    const latest = heard.find((one) => one.id === scenario.id);
    return inWork(scenario) && latest?.progress ? { ...scenario, progress: latest.progress } : scenario;
  }),
});

/** What a person can do with scenarios; each is followed by fresh data of all it touches. */
export function useScenarioChange(planId: number) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const fresh = () => queries.invalidateQueries({ queryKey: trpc.scenario.pathKey() });
  const freshPlan = async () => {
    await Promise.all(
      [trpc.scenario, trpc.plan, trpc.overview].map((part) => queries.invalidateQueries({ queryKey: part.pathKey() })),
    );
  };
  return {
    planId,
    create: useMutation(trpc.scenario.create.mutationOptions({ onSuccess: fresh })),
    update: useMutation(trpc.scenario.update.mutationOptions({ onSuccess: fresh })),
    again: useMutation(trpc.scenario.again.mutationOptions({ onSuccess: fresh })),
    cancel: useMutation(trpc.scenario.cancel.mutationOptions({ onSuccess: fresh })),
    remove: useMutation(trpc.scenario.remove.mutationOptions({ onSuccess: fresh })),
    keep: useMutation(trpc.scenario.keep.mutationOptions({ onSuccess: freshPlan })),
  };
}
