"use client";
import type { RunRow } from "@headroom/contracts/run";
import type { RunState } from "@headroom/core/lifecycle/run";
import { type RunKind, runKinds } from "@headroom/core/rollout/usual";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { kindWords } from "@headroom/ui/run/words";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { SearchBox } from "../frame/SearchBox";
import { useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { runColumns } from "./runColumns";
import "./run.css";
import { useQueryStates, useRouter } from "../frame/address";

const groups = {
  open: ["queued", "running", "paused", "halted", "aborting"],
  trouble: ["halted", "aborting"],
  over: ["done", "aborted"],
} as const satisfies Record<string, readonly RunState[]>;

const options = [
  { value: "open", label: "In work" },
  { value: "trouble", label: "Halted" },
  { value: "over", label: "Over" },
  { value: "all", label: "All" },
] as const;

/** Runs by what they wait for; living ones first. */
export function RunsPage() {
  const trpc = useTRPC();
  const now = useNow();
  const may = useMay();
  const router = useRouter();
  const [filter, setFilter] = useQueryStates({
    show: parseAsStringLiteral(["open", "trouble", "over", "all"]).withDefault("open"),
    kind: parseAsStringLiteral(runKinds),
    site: parseAsString.withDefault(""),
    mine: parseAsStringLiteral(["yes"]),
    q: parseAsString.withDefault(""),
    at: parseAsString,
  });
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const runs = useInfiniteQuery(
    trpc.run.list.infiniteQueryOptions(
      {
        states: filter.show === "all" ? undefined : [...groups[filter.show]],
        kinds: filter.kind ? [filter.kind] : undefined,
        datacenter: filter.site || undefined,
        mine: filter.mine === "yes" || undefined,
        search: filter.q || undefined,
        limit: 100,
      },
      { getNextPageParam: (page) => page.next ?? undefined, refetchInterval: 5_000 },
    ),
  );
  const rows = runs.data?.pages.flatMap((page) => page.rows) ?? [];
  const first = runs.data?.pages[0];
  // all of them is no filter: where nothing is there at all, it says how the first one comes
  const isNarrow = filter.show !== "open" && filter.show !== "all";
  const isFiltered = filter.site !== "" || filter.mine !== null || filter.kind !== null || filter.q !== "" || isNarrow;
  const clear = () => void setFilter({ show: null, kind: null, site: null, mine: null, q: null });
  return (
    <>
      <ShellScope crumbs={[{ label: "Runs", href: "/runs" }]} />
      <PageHeader
        title="Runs"
        actions={
          <>
            <Button href="/runs/clocks">Clocks</Button>
            <Button href="/operations">Operations</Button>
          </>
        }
      >
        {first ? <Sentence states={first.states} /> : "Approved plans, carried out rack by rack."}
      </PageHeader>
      <ToolRow>
        <Segmented label="Show" options={options} value={filter.show} onChange={(show) => void setFilter({ show })} />
        <SelectBox
          aria-label="Kind"
          placeholder="All kinds"
          value={filter.kind ?? ""}
          onChange={(event) => void setFilter({ kind: (event.target.value || null) as RunKind | null })}
          options={runKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
        />
        <SelectBox
          aria-label="Site"
          placeholder="All sites"
          value={filter.site}
          onChange={(event) => void setFilter({ site: event.target.value || null })}
          options={(catalog.data?.datacenters ?? []).map(({ code }) => ({ value: code, label: code }))}
        />
        <Button pressed={filter.mine === "yes"} onPress={() => void setFilter({ mine: filter.mine ? null : "yes" })}>
          Mine
        </Button>
        <Fill />
        <SearchBox label="Search runs" value={filter.q} onChange={(q) => void setFilter({ q: q || null })} />
      </ToolRow>
      <DataTable<RunRow>
        label="Runs, newest first"
        columns={runColumns(now)}
        rows={rows}
        rowKey={(row) => String(row.id)}
        currentKey={filter.at}
        onCurrent={(at) => void setFilter({ at })}
        onOpen={(row) => router.push(`/runs/${row.id}`)}
        hotkeys
        loadingRows={runs.isPending ? 10 : undefined}
        body={
          runs.error ? (
            <QueryFailure error={runs.error} what="The runs" onRetry={() => void runs.refetch()} />
          ) : runs.data && rows.length === 0 ? (
            isFiltered ? (
              <EmptyByFilter title="No run matches the filter" onClear={clear} />
            ) : (
              <EmptyState
                title={filter.show === "all" ? "There is no run yet" : "No run is in work"}
                actions={
                  <>
                    <Button size="small" href="/plans?show=decided">
                      Committed plans
                    </Button>
                    <Button size="small" variant="quiet" onPress={() => void setFilter({ show: "all" })}>
                      Runs that are over
                    </Button>
                  </>
                }
              >
                {may("run.create")
                  ? "Open a committed plan and carry it out."
                  : "A planner, operator or admin carries out a committed plan; its run stands here then."}
              </EmptyState>
            )
          ) : undefined
        }
        foot={
          runs.hasNextPage ? (
            <Button onPress={() => void runs.fetchNextPage()} off={runs.isFetchingNextPage ? "Loading" : null}>
              Show 100 more
            </Button>
          ) : null
        }
      />
    </>
  );
}

function Sentence({ states }: { states: Readonly<Record<string, number>> }) {
  const of = (...names: RunState[]) => names.reduce((sum, name) => sum + (states[name] ?? 0), 0);
  const inWork = of("queued", "running", "paused", "halted", "aborting");
  const parts = [
    of("halted") > 0 ? `${of("halted")} halted` : null,
    of("paused") > 0 ? `${of("paused")} paused` : null,
    of("aborting") > 0 ? `${of("aborting")} being taken back` : null,
  ].filter((one) => one !== null);
  return (
    <>
      <b>{formatCount(inWork, "run")}</b> in work{parts.length > 0 ? `, of them ${parts.join(", ")}` : ""};{" "}
      {formatCount(of("done"), "run")} done.
    </>
  );
}
