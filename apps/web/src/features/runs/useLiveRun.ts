"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "../../trpc/client";

/** However much happens in a run: it is read again at most so often. */
const READ_EVERY_MS = 1_000;

/**
 * Reads a run and its log again whenever the server tells that something in it changed. A broken connection is opened again by the browser.
 * Answers "live", "connecting" or "off" (it is over, or may not be told).
 */
export function useLiveRun(id: number, enabled: boolean): "live" | "connecting" | "off" {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const readAt = useRef(0);
  const read = () => {
    timer.current = null;
    readAt.current = Date.now();
    void queries.invalidateQueries({ queryKey: trpc.run.get.queryKey({ id }) }, { cancelRefetch: false });
    void queries.invalidateQueries({ queryKey: trpc.run.events.pathKey() }, { cancelRefetch: false });
    void queries.invalidateQueries({ queryKey: trpc.operations.pathKey() }, { cancelRefetch: false });
  };
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  const { status } = useSubscription(
    trpc.run.watch.subscriptionOptions(
      { id },
      {
        enabled,
        onData: () => {
          timer.current ??= setTimeout(read, Math.max(0, readAt.current + READ_EVERY_MS - Date.now()));
        },
      },
    ),
  );
  if (!enabled) return "off";
  return status === "pending" ? "live" : "connecting";
}
