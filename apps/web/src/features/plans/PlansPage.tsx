"use client";
import type { PlanRow } from "@headroom/contracts/plan";
import { type PlanState, planStates } from "@headroom/core/lifecycle/plan";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { planColumns } from "./planColumns";

const groups = {
  open: ["queued", "running", "failed", "draft", "stale", "expired"],
  submitted: ["submitted"],
  decided: ["committed", "declined", "cancelled"],
  all: [...planStates],
} as const satisfies Record<string, readonly PlanState[]>;

type Group = keyof typeof groups;
const options = [
  { value: "open", label: "In work" },
  { value: "submitted", label: "With approvers" },
  { value: "decided", label: "Decided" },
  { value: "all", label: "All" },
] as const satisfies readonly { value: Group; label: string }[];

/** Plans by where they stand. */
export function PlansPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const may = useMay();
  const [filter, setFilter] = useQueryStates({
    show: parseAsStringLiteral(["open", "submitted", "decided", "all"]).withDefault("all"),
    region: parseAsString.withDefault(""),
    mine: parseAsStringLiteral(["yes"]),
    at: parseAsString,
  });
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const plans = useInfiniteQuery(
    trpc.plan.list.infiniteQueryOptions(
      {
        states: filter.show === "all" ? undefined : [...groups[filter.show]],
        region: filter.region || undefined,
        mine: filter.mine === "yes" || undefined,
        limit: 100,
      },
      {
        getNextPageParam: (page) => page.next ?? undefined,
        // Plans that a worker has in hand change by themselves.
        refetchInterval: (query) =>
          query.state.data?.pages.some((page) =>
            page.rows.some((row) => row.state === "queued" || row.state === "running"),
          )
            ? 2_000
            : 30_000,
      },
    ),
  );
  const rows = plans.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = plans.data?.pages[0]?.total;
  const isFiltered = filter.region !== "" || filter.mine !== null || filter.show !== "all";
  const clear = () => void setFilter({ region: null, mine: null, show: null });
  return (
    <>
      <ShellScope crumbs={[{ label: "Plans", href: "/plans" }]} />
      <PageHeader
        title="Plans"
        actions={
          <>
            <Button href="/plans/replays">Replays</Button>
            {may("plan.create") ? (
              <Button variant="primary" href="/requests">
                Plan requests
              </Button>
            ) : null}
          </>
        }
      >
        {total === undefined
          ? "What will be placed where, and why."
          : `${formatCount(total, "plan")}. A plan places requests in rows, is signed, and then holds their positions for good.`}
      </PageHeader>
      <ToolRow>
        <Segmented label="Show" options={options} value={filter.show} onChange={(show) => void setFilter({ show })} />
        <SelectBox
          aria-label="Region"
          placeholder="All regions"
          value={filter.region}
          onChange={(event) => void setFilter({ region: event.target.value || null })}
          options={(catalog.data?.regions ?? []).map((region) => ({ value: region.code, label: region.code }))}
        />
        <Button pressed={filter.mine === "yes"} onPress={() => void setFilter({ mine: filter.mine ? null : "yes" })}>
          Mine
        </Button>
        <Fill />
        <Button variant="quiet" href="/plans/overrides">
          Overrides and rules
        </Button>
      </ToolRow>
      <DataTable<PlanRow>
        label="Plans, newest first"
        columns={planColumns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        currentKey={filter.at}
        onCurrent={(at) => void setFilter({ at })}
        onOpen={(row) => router.push(`/plans/${row.id}`)}
        hotkeys
        loadingRows={plans.isPending ? 10 : undefined}
        body={
          plans.error ? (
            <QueryFailure error={plans.error} what="The plans" onRetry={() => void plans.refetch()} />
          ) : plans.data && rows.length === 0 ? (
            isFiltered ? (
              <EmptyByFilter title="No plan matches the filter" onClear={clear} />
            ) : (
              <EmptyState
                title="There are no plans yet"
                actions={
                  <Button size="small" href="/requests">
                    See the requests
                  </Button>
                }
              >
                Tick requests that wait and plan them together.
              </EmptyState>
            )
          ) : undefined
        }
        foot={
          plans.hasNextPage ? (
            <Button onPress={() => void plans.fetchNextPage()} off={plans.isFetchingNextPage ? "Loading" : null}>
              Show 100 more
            </Button>
          ) : null
        }
      />
    </>
  );
}
