"use client";
import type { PlanDetail, PlanRow } from "@headroom/contracts/plan";
import { useQuery } from "@tanstack/react-query";
import { createParser } from "nuqs";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { useQueryStates } from "../frame/address";
import { type PlanChanges, planChanges } from "./planChanges";
import { MOST_DAYS, planListOfScreens, type When } from "./whenQuery";

/** What cannot be shown is as if it were not said. */
function parseAsCount(most: number) {
  return createParser<number>({
    parse: (text) => (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= most ? Number(text) : null),
    serialize: String,
  });
}

/** In every address: so many days from now, or with a plan; absent: now. */
export const whenParsers = { days: parseAsCount(MOST_DAYS), plan: parseAsCount(999_999_999) };

/** The moment shown, kept in the address under the same names on every screen. */
export const useWhen = () => useQueryStates(whenParsers);

export interface PlanChoice {
  readonly id: number;
  /** Empty: not known yet. */
  readonly state: string;
}

/**
 * Plans that a screen can be looked at with. A plan that was opened by its address is one of them, whatever has become of it.
 * `touches`: whether a plan has to do with what the screen shows.
 */
export function usePlanChoices(
  when: When,
  touches: (plan: PlanRow) => boolean,
  shownState?: string,
): readonly PlanChoice[] {
  const list = useQuery(useTRPC().plan.list.queryOptions(planListOfScreens));
  const all = list.data?.rows ?? [];
  const touching = all.filter(touches).map(({ id, state }) => ({ id, state: state as string }));
  if (when.plan === null || touching.some(({ id }) => id === when.plan)) return touching;
  return [...touching, { id: when.plan, state: shownState ?? all.find(({ id }) => id === when.plan)?.state ?? "" }];
}

/** What the plan shown changes; null: none is shown, or it is still being read. */
export function usePlanShown(when: When): { readonly plan: PlanDetail; readonly changes: PlanChanges } | null {
  const plan = useQuery(useTRPC().plan.get.queryOptions({ id: when.plan ?? 1 }, { enabled: when.plan !== null })).data;
  const shown = when.plan !== null && plan?.id === when.plan ? plan : null;
  const changes = useMemo(() => (shown ? planChanges(shown.actions) : null), [shown]);
  return shown && changes ? { plan: shown, changes } : null;
}
