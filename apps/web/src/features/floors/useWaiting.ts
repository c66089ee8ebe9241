"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";

/** A request of a draft with racks that have no place. */
export interface Waiting {
  readonly requestId: number;
  readonly service: string;
  readonly rackType: string;
  /** Without a place. */
  readonly racks: number;
  /** It fits, and the policy kept it back. */
  readonly withheld: boolean;
}

const none: readonly Waiting[] = [];

/** The requests of the draft that lack a place and may go to the datacenter. null: no draft is shown. */
export function useWaiting(planId: number | null, datacenter: string): readonly Waiting[] {
  const trpc = useTRPC();
  const plan = useQuery(trpc.plan.get.queryOptions({ id: planId ?? 0 }, { enabled: planId !== null }));
  const list = planId === null ? undefined : plan.data?.requestList;
  return useMemo(
    () =>
      list?.flatMap(({ id, service, rackType, racks, racksPlaced, certificate }) => {
        const places = certificate?.considered?.map((one) => one.datacenter);
        // racks of a request stay in one datacenter, once some of them stand
        const mayCome = racksPlaced > 0 ? certificate?.datacenter === datacenter : places?.includes(datacenter);
        if (racksPlaced >= racks || mayCome === false) return [];
        const withheld = certificate?.withheld !== undefined;
        return [{ requestId: id, service, rackType, racks: racks - racksPlaced, withheld }];
      }) ?? none,
    [list, datacenter],
  );
}
