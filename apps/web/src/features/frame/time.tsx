"use client";
import { formatAgo, formatDate, formatDateTime, formatTimeLeft } from "@headroom/ui/format/dates";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const NowContext = createContext<number | null>(null);

const everyMs = 30_000;

/**
 * One "now" for everything on the screen, so that two clocks never disagree. It starts with the server's moment, which makes the first
 * paint in the browser the same as the server's, and moves on every half minute.
 */
export function NowProvider({ initial, children }: { initial: number; children: ReactNode }) {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, []);
  return <NowContext value={now}>{children}</NowContext>;
}

/** Milliseconds since 1970, UTC. */
export function useNow(): number {
  const now = useContext(NowContext);
  if (now === null) throw new Error("useNow needs a NowProvider above it");
  return now;
}

/** "22 min ago". */
export const Ago = ({ at }: { at: string }) => <>{formatAgo(at, useNow())}</>;

/** "2 h 40 min left". */
export const TimeLeft = ({ due }: { due: string }) => <>{formatTimeLeft(due, useNow())}</>;

/** "12 May", with the year when it is not this one. */
export const Day = ({ at }: { at: string }) => <>{formatDate(at, useNow())}</>;

/** "12 May, 09:42", UTC. */
export const Moment = ({ at }: { at: string }) => <>{formatDateTime(at, useNow())}</>;
