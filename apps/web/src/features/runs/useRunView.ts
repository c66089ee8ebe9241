"use client";
import { zooms } from "@headroom/ui/run/zoom";
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { useQueryStates } from "../frame/address";

/** What of a run is looked at, kept in the address. */
export function useRunView() {
  const [view, set] = useQueryStates({
    /** Mark of the timeline that the cursor is on. */
    at: parseAsString,
    as: parseAsStringLiteral(["chart", "table"]).withDefault("chart"),
    /** What of its time is drawn. */
    zoom: parseAsStringLiteral(zooms).withDefault("all"),
    step: parseAsInteger,
    /** Waves shown the other way than by themselves. */
    waves: parseAsArrayOf(parseAsInteger).withDefault([]),
    /** Stages of which all racks are listed: "3.rack". */
    all: parseAsArrayOf(parseAsString).withDefault([]),
    log: parseAsStringLiteral(["info", "warn", "error"]).withDefault("info"),
    follow: parseAsStringLiteral(["yes", "no"]).withDefault("yes"),
  });
  const turn = <T>(list: readonly T[], one: T): T[] | null => {
    const next = list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
    return next.length === 0 ? null : next;
  };
  return {
    view,
    set,
    turnWave: (number: number) => void set({ waves: turn(view.waves, number) }),
    turnStage: (wave: number, stage: string) => void set({ all: turn(view.all, `${wave}.${stage}`) }),
  };
}
export type RunViewState = ReturnType<typeof useRunView>;
