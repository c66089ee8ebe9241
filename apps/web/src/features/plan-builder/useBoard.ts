"use client";
import type { ScenarioBoard } from "@headroom/contracts/scenario";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "../../trpc/client";

const EVERY_MS = 700;

const inWork = (state: string) => state === "queued" || state === "running";

/** The board, with the progress of what is being solved; read anew when one of them ends. */
export function useBoard(planId: number) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const board = useQuery(trpc.scenario.board.queryOptions({ planId }));
  const working = board.data?.scenarios.some((s) => inWork(s.state)) ?? false;
  const progress = useQuery(
    trpc.scenario.progress.queryOptions(
      { planId },
      { enabled: working, refetchInterval: working ? EVERY_MS : false, staleTime: 0 },
    ),
  );
  const states = board.data?.scenarios.map((s) => `${s.id} ${s.state} ${s.version}`).join();
  const heard = progress.data?.map((s) => `${s.id} ${s.state} ${s.version}`).join();
  const moved = working && heard !== undefined && heard !== states;
  useEffect(() => {
    if (moved) void queries.invalidateQueries({ queryKey: trpc.scenario.board.queryKey({ planId }) });
  }, [moved, planId, queries, trpc]);
  return { board, data: board.data && withProgress(board.data, progress.data ?? []) };
}

type Heard = readonly { readonly id: number; readonly progress: ScenarioBoard["scenarios"][number]["progress"] }[];

const withProgress = (board: ScenarioBoard, heard: Heard): ScenarioBoard => ({
  ...board,
  scenarios: board.scenarios.map((scenario) => {
    const latest = heard.find((one) => one.id === scenario.id);
    return inWork(scenario.state) && latest?.progress ? { ...scenario, progress: latest.progress } : scenario;
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
