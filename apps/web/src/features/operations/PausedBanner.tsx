"use client";
import { formatDateTime } from "@headroom/ui/format/dates";
import { Link } from "@headroom/ui/primitives/Link";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useNow } from "../frame/time";

/** On every page while all runs are paused: by whom, since when, why. */
export function PausedBanner() {
  const trpc = useTRPC();
  const now = useNow();
  const { data } = useQuery(trpc.operations.get.queryOptions(undefined, { refetchInterval: 15_000 }));
  if (!data?.paused) return null;
  const { by, at, reason } = data.paused;
  return (
    <Notice tone="attention" icon="paused" actions={<Link href="/operations">Operations</Link>}>
      <b>All runs are paused</b>
      {by ? `, by ${by.name}` : ""} since {formatDateTime(at, now)}: “{reason}”
    </Notice>
  );
}
