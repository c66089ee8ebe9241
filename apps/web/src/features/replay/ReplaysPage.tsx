"use client";
import type { ReplayRow } from "@headroom/contracts/replay";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { Ago, useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { NewReplayDialog } from "./NewReplayDialog";
import { howWords, placeWords, rangeWords } from "./words";

const inWork = (row: ReplayRow) => row.state === "queued" || row.state === "running";

/** Replays of the past, newest first. */
export function ReplaysPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const may = useMay();
  const now = useNow();
  const [view, setView] = useQueryStates({ at: parseAsString, make: parseAsStringLiteral(["new"]) });
  const replays = useInfiniteQuery(
    trpc.replay.list.infiniteQueryOptions(
      { limit: 50 },
      {
        getNextPageParam: (page) => page.next ?? undefined,
        refetchInterval: (query) => (query.state.data?.pages.some((page) => page.rows.some(inWork)) ? 1500 : false),
      },
    ),
  );
  const rows = replays.data?.pages.flatMap((page) => page.rows) ?? [];
  const off = may("replay.create") ? null : "It is for planners, managers and admins";
  const open = () => void setView({ make: "new" });
  useHotkeys(off ? [] : [{ keys: "n", label: "new replay", run: open }]);
  const columns: Column<ReplayRow>[] = [
    {
      id: "replay",
      header: "Replay",
      noWrap: true,
      cell: (row) => (
        <Link href={`/plans/replays/${row.id}`}>
          <Id>RP-{row.id}</Id>
        </Link>
      ),
    },
    { id: "region", header: "Region", noWrap: true, cell: placeWords },
    { id: "range", header: "Requests of", noWrap: true, priority: 2, cell: (row) => rangeWords(row, now) },
    { id: "how", header: "Replayed as", priority: 2, cell: howWords },
    {
      id: "state",
      header: "State",
      cell: (row) => (
        <StateLabel state={row.state === "done" ? "within" : row.state}>{stateWords[row.state]}</StateLabel>
      ),
    },
    {
      id: "placed",
      header: "Racks placed",
      align: "end",
      cell: ({ figures: f }) =>
        f ? (
          <>
            {formatNumber(f.racksPlaced)} <Muted>of {formatNumber(f.racksAsked)}</Muted>
          </>
        ) : (
          <Muted>not yet</Muted>
        ),
    },
    {
      id: "real",
      header: "In reality",
      align: "end",
      priority: 2,
      cell: ({ figures: f }) => (f ? formatNumber(f.realRacksPlaced) : null),
    },
    { id: "author", header: "By", noWrap: true, priority: 3, cell: (row) => row.author.name },
    { id: "made", header: "Made", align: "end", noWrap: true, priority: 3, cell: (row) => <Ago at={row.createdAt} /> },
  ];
  const total = replays.data?.pages[0]?.total;
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Plans", href: "/plans" },
          { label: "Replays", href: "/plans/replays" },
        ]}
      />
      <PageHeader
        title="Replays"
        actions={
          <Button variant="primary" keyHint="N" off={off} onPress={open}>
            New replay
          </Button>
        }
      >
        {total === undefined ? "" : `${formatCount(total, "replay")}. `}Requests of the past, placed again under another
        policy or order: what would have been placed, beside what was.
      </PageHeader>
      <DataTable<ReplayRow>
        label="Replays, newest first"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        currentKey={view.at}
        onCurrent={(at) => void setView({ at })}
        onOpen={(row) => router.push(`/plans/replays/${row.id}`)}
        hotkeys
        loadingRows={replays.isPending ? 6 : undefined}
        body={
          replays.error ? (
            <QueryFailure error={replays.error} what="The replays" onRetry={() => void replays.refetch()} />
          ) : replays.data && rows.length === 0 ? (
            <EmptyState
              title="Nothing was replayed yet"
              actions={
                <Button size="small" off={off} onPress={open}>
                  Replay the last quarter
                </Button>
              }
            >
              Choose a time, a policy and an order: the worker places what was asked for then again. Nothing live
              changes.
            </EmptyState>
          ) : undefined
        }
        foot={
          replays.hasNextPage ? (
            <Button onPress={() => void replays.fetchNextPage()} off={replays.isFetchingNextPage ? "Loading" : null}>
              Show 50 more
            </Button>
          ) : null
        }
      />
      <NewReplayDialog open={view.make === "new" && off === null} onClose={() => void setView({ make: null })} />
    </>
  );
}

const stateWords = {
  queued: "Queued",
  running: "Running",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
} as const;
