"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import type { StripRack } from "@headroom/ui/rack/RowStrip";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { indexFloor } from "../floors/floorIndex";
import { useNow } from "../frame/time";
import { planOfRack } from "../when/planChanges";
import { usePlanShown } from "../when/useWhen";
import { dayAhead, isNow, type When, whenInput } from "../when/whenQuery";

/** W of a feed of the rack, of everything it carries. */
export interface FeedMoment {
  readonly loadW: number;
  readonly worstAfterFailureW: number;
}

/** How the rack and its row stand at the moment that is shown. */
export interface RackMoment {
  readonly when: When;
  /** The day shown. */
  readonly on: string;
  readonly plan: ReturnType<typeof usePlanShown>;
  /** Why it stands here no longer: "moves to 1-08, 04", "retires", "leaves on 2027-01-10". null: it stays. */
  readonly leaves: string | null;
  readonly row: readonly StripRack[];
  /** By slot, at another moment than now; null: it is now, or still being read. */
  readonly feeds: ReadonlyMap<string, FeedMoment> | null;
}

export function useRackMoment(rack: RackDetail, when: When): RackMoment {
  const now = useNow();
  const plan = usePlanShown(when);
  const today = dayAhead(now, 0);
  const on = when.days !== null && when.plan === null ? dayAhead(now, when.days) : today;
  const floor = useQuery(
    useTRPC().datacenter.floor.queryOptions(
      { code: rack.datacenter, ...whenInput(when) },
      { enabled: !isNow(when), staleTime: 60_000 },
    ),
  ).data;
  const feeds = useMemo(() => {
    if (!floor || isNow({ days: floor.ahead ? 1 : null, plan: floor.plan?.id ?? null })) return null;
    const index = indexFloor(floor);
    const room = floor.rooms.find((one) => one.code === rack.room)?.id;
    return new Map(
      rack.feeds.flatMap((feed) => {
        const device = floor.devices.find((one) => one.roomId === room && one.code === feed.device);
        if (!device) return [];
        const after = (index.tops.get(device.roomId) ?? []).flatMap((top) => index.afterW(device.id, top.id) ?? []);
        const loadW = index.loadW(device.id);
        return [[feed.slot, { loadW, worstAfterFailureW: Math.max(loadW, ...after) }] as const];
      }),
    );
  }, [floor, rack]);
  const row = useMemo(() => {
    const here = (one: { datacenter: string; room: string; row: string }) =>
      one.datacenter === rack.datacenter && one.room === rack.room && one.row === rack.row;
    const stands = rack.rowRacks.map(({ from, to, ...one }): StripRack => {
      const planned = plan && planOfRack(plan.changes, { ...rack, ...one });
      if (planned) return { ...one, leaving: planned.kind === "move" ? `moves to ${planned.to}` : "retires" };
      if (from > on) return { ...one, planned: `${one.code} from ${from}` };
      return to !== null && to <= on ? { ...one, leaving: `leaves on ${to}` } : one;
    });
    const added = (plan?.changes.adds ?? []).filter(here).map(
      ({ number, rack: moved, rackType }): StripRack => ({
        ...{ code: `planned-${number}`, position: number, heightU: 1, usedU: 0 },
        planned: moved === null ? `${rackType}, with PL-${plan?.plan.id}` : `${moved} moves here`,
      }),
    );
    return [...stands, ...added];
  }, [rack, plan, on]);
  const leaves = row.find((one) => one.code === rack.code)?.leaving ?? null;
  return { when, on, plan, leaves, row, feeds };
}
