"use client";
import type { RequestRow } from "@headroom/contracts/request";
import { requestStates } from "@headroom/core/lifecycle/request";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { Num } from "@headroom/ui/primitives/Text";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { SearchBox } from "../frame/SearchBox";
import { useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { PlanDialog } from "./PlanDialog";
import { requestColumns } from "./requestColumns";
import { requestStateFilter, stateOptions } from "./stateFilter";

const filterKeys = {
  state: parseAsStringLiteral(["waiting", "decided", "all", ...requestStates]).withDefault("waiting"),
  region: parseAsString.withDefault(""),
  q: parseAsString.withDefault(""),
  mine: parseAsStringLiteral(["yes"]),
  at: parseAsString,
  pick: parseAsArrayOf(parseAsInteger).withDefault([]),
  plan: parseAsStringLiteral(["new"]),
};

/** What services ask for, by the time left to answer; ticked requests are planned together. */
export function RequestsPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const may = useMay();
  const [filter, setFilter] = useQueryStates(filterKeys);
  const requests = useInfiniteQuery(
    trpc.request.list.infiniteQueryOptions(
      {
        states: requestStateFilter(filter.state),
        region: filter.region || undefined,
        search: filter.q || undefined,
        mine: filter.mine === "yes" || undefined,
        limit: 100,
      },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
  );
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const loaded = requests.data?.pages.flatMap((page) => page.rows) ?? [];
  // What waits is short as a rule; only a list that is whole can be put in order here.
  const byTimeLeft = filter.state === "waiting" && !requests.hasNextPage;
  const rows = byTimeLeft ? [...loaded].sort(leastTimeFirst) : loaded;
  const total = requests.data?.pages[0]?.total;
  const isFiltered = filter.q !== "" || filter.region !== "" || filter.mine !== null;
  const clear = () => void setFilter({ q: null, region: null, mine: null });
  const plannable = new Set(rows.filter((row) => row.state === "open" || row.state === "planned").map((row) => row.id));
  const picked = filter.pick.filter((id) => plannable.has(id));
  const planOff = picked.length === 0 ? "Tick the requests to plan together first" : null;

  useHotkeys([
    ...(may("request.create") ? [{ keys: "c", label: "new request", run: () => router.push("/requests/new") }] : []),
    ...(may("plan.create")
      ? [{ keys: "p", label: "plan ticked", run: () => picked.length > 0 && void setFilter({ plan: "new" }) }]
      : []),
  ]);

  return (
    <>
      <ShellScope crumbs={[{ label: "Requests", href: "/requests" }]} />
      <PageHeader
        title="Requests"
        actions={
          <>
            {may("plan.create") ? (
              <Button off={planOff} keyHint="P" onPress={() => void setFilter({ plan: "new" })}>
                {picked.length > 0 ? `Plan ${formatCount(picked.length, "request")}` : "Plan"}
              </Button>
            ) : null}
            {may("request.create") ? (
              <Button variant="primary" keyHint="C" href="/requests/new">
                New request
              </Button>
            ) : null}
          </>
        }
      >
        <Sentence rows={rows} total={total} state={filter.state} />
      </PageHeader>
      <ToolRow>
        <Segmented
          label="State"
          options={stateOptions}
          value={filter.state === "decided" || filter.state === "all" ? filter.state : "waiting"}
          onChange={(state) => void setFilter({ state, pick: null })}
        />
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
        <SearchBox label="Search requests" value={filter.q} onChange={(q) => void setFilter({ q: q || null })} />
      </ToolRow>
      <DataTable<RequestRow>
        label={byTimeLeft ? "Requests, by time left to answer" : "Requests, newest first"}
        columns={requestColumns}
        rows={rows}
        rowKey={(row) => String(row.id)}
        currentKey={filter.at}
        onCurrent={(at) => void setFilter({ at })}
        onOpen={(row) => router.push(`/requests/${row.id}`)}
        checkedKeys={may("plan.create") ? new Set(filter.pick.map(String)) : undefined}
        onChecked={(keys) => void setFilter({ pick: [...keys].map(Number) })}
        hotkeys
        loadingRows={requests.isPending ? 12 : undefined}
        body={
          requests.error ? (
            <QueryFailure error={requests.error} what="The requests" onRetry={() => void requests.refetch()} />
          ) : requests.data && rows.length === 0 ? (
            isFiltered ? (
              <EmptyByFilter title="No request matches the filter" onClear={clear} />
            ) : (
              <EmptyState
                title={filter.state === "waiting" ? "No request waits for an answer" : "There are no requests here"}
                actions={
                  may("request.create") ? (
                    <Button size="small" href="/requests/new">
                      New request
                    </Button>
                  ) : null
                }
              >
                A request says what a service needs, where and by when; planners answer it with a plan.
              </EmptyState>
            )
          ) : undefined
        }
        foot={
          requests.hasNextPage ? (
            <Button onPress={() => void requests.fetchNextPage()} off={requests.isFetchingNextPage ? "Loading" : null}>
              Show 100 more
            </Button>
          ) : null
        }
      />
      <PlanDialog
        open={filter.plan === "new" && picked.length > 0}
        requests={rows.filter((row) => picked.includes(row.id))}
        onClose={() => void setFilter({ plan: null })}
      />
    </>
  );
}

/** Drafts last: no answer was promised for them. */
const leastTimeFirst = (a: RequestRow, b: RequestRow) =>
  Number(a.state === "draft") - Number(b.state === "draft") ||
  Number(a.state === "submitted") - Number(b.state === "submitted") ||
  Date.parse(a.answerBy) - Date.parse(b.answerBy) ||
  a.id - b.id;

function Sentence({ rows, total, state }: { rows: readonly RequestRow[]; total: number | undefined; state: string }) {
  const now = useNow();
  if (total === undefined) return <>What services need, where and by when.</>;
  if (state !== "waiting") return <>{formatCount(total, "request")}.</>;
  if (total === 0) return <>Nothing waits for an answer.</>;
  const power = rows.reduce((sum, row) => sum + row.powerW, 0);
  const loose = rows.filter((row) => row.state === "open").length;
  const due = rows.filter((row) => Date.parse(row.answerBy) < now).length;
  return (
    <>
      <b>{formatCount(total, "request")}</b> {total === 1 ? "waits" : "wait"} for an answer and{" "}
      {total === 1 ? "asks" : "ask"} for <Num of={formatPower(power)} />
      {loose > 0 ? `; ${loose} ${loose === 1 ? "is" : "are"} in no plan yet` : ""}
      {due > 0 ? `; ${due} ${due === 1 ? "is" : "are"} past the promised time` : ""}.
    </>
  );
}
