"use client";
import type { RunCreateInput } from "@headroom/contracts/run";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { type EvacuationDraft, evacuationInputOf, noEvacuation } from "./evacuation";
import { DAY_MS } from "./words";

export interface RunKnobs {
  readonly canary: number | null;
  /** Percent of the racks. */
  readonly pilot: number | null;
  readonly most: number | null;
  readonly racks: number | null;
  readonly racksOfFaultDomain: number | null;
  /** Racks that may be begun on any day. */
  readonly racksOfDay: number | null;
  readonly failuresOfWave: number | null;
  readonly startsOn: string;
  readonly dueOn: string;
  readonly evacuation: EvacuationDraft;
}

const usual: RunKnobs = {
  ...{ canary: 1, pilot: 10, most: 24, racks: null, racksOfFaultDomain: null, racksOfDay: null, failuresOfWave: 0 },
  ...{ startsOn: "", dueOn: "", evacuation: noEvacuation },
};

export function inputOf(source: RunCreateInput["source"], knobs: RunKnobs): RunCreateInput {
  return {
    source,
    waves: { canary: knobs.canary ?? 0, pilotShare: (knobs.pilot ?? 0) / 100, most: knobs.most ?? 10_000 },
    limits: {
      racks: knobs.racks,
      racksOfRoom: null,
      racksOfFaultDomain: knobs.racksOfFaultDomain,
      window: knobs.racksOfDay === null ? null : { racks: knobs.racksOfDay, ms: DAY_MS },
      failuresOfWave: knobs.failuresOfWave ?? 0,
    },
    ...(knobs.startsOn === "" ? {} : { startsOn: knobs.startsOn }),
    ...(knobs.dueOn === "" ? {} : { dueOn: knobs.dueOn }),
  };
}

/** A run before it is made: how it is to be done, what it would do, and making it. */
export function useRunProposal(source: RunCreateInput["source"]) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [knobs, setKnobs] = useState<RunKnobs>(usual);
  const input = inputOf(source, knobs);
  const where = evacuationInputOf(knobs.evacuation);
  const preview = useQuery(trpc.run.preview.queryOptions(input, { placeholderData: keepPreviousData }));
  const create = useMutation(
    trpc.run.create.mutationOptions({
      onSuccess: () =>
        Promise.all(
          [trpc.run, trpc.plan, trpc.session, trpc.overview, trpc.datacenter, trpc.rack].map((part) =>
            queries.invalidateQueries({ queryKey: part.pathKey() }),
          ),
        ),
    }),
  );
  return {
    ...{ knobs, preview, create },
    /** What is wrong with what was typed of it. */
    evacuationErrors: "errors" in where ? where.errors : null,
    // what it would do does not depend on where the load goes
    input: "input" in where && where.input !== null ? { ...input, evacuation: where.input } : input,
    set: (change: Partial<RunKnobs>) => setKnobs((old) => ({ ...old, ...change })),
  };
}
