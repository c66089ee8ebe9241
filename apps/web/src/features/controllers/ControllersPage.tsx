"use client";
import type { ControllerRow } from "@headroom/contracts/controller";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { SearchBox } from "../frame/SearchBox";
import { useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { controllerColumns, controllerHref } from "./controllerColumns";

const ControllerDialog = dynamic(() => import("./ControllerDialog").then((module) => module.ControllerDialog), {
  ssr: false,
});
const ImportDialog = dynamic(() => import("./ImportDialog").then((module) => module.ImportDialog), { ssr: false });

const options = [
  { value: "all", label: "All" },
  { value: "silent", label: "Silent" },
  { value: "unasked", label: "Not asked yet" },
  { value: "answers", label: "Answer" },
] as const;

/** Management controllers of servers: which answer, what their servers draw, and the way to each. */
export function ControllersPage() {
  const trpc = useTRPC();
  const now = useNow();
  const off = useMay()("hardware.manage") ? null : "It is for operators and admins";
  const router = useRouter();
  const [view, setView] = useQueryStates({
    show: parseAsStringLiteral(["all", "silent", "unasked", "answers"]).withDefault("all"),
    site: parseAsString.withDefault(""),
    /** Code of a rack: only its own. */
    rack: parseAsString.withDefault(""),
    q: parseAsString.withDefault(""),
    at: parseAsString,
    new: parseAsStringLiteral(["yes", "file"]),
  });
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const list = useInfiniteQuery(
    trpc.controller.list.infiniteQueryOptions(
      {
        contact: view.show === "all" ? undefined : view.show,
        datacenter: view.site || undefined,
        rack: view.rack || undefined,
        search: view.q || undefined,
        limit: 100,
      },
      { getNextPageParam: (page) => page.next ?? undefined, refetchInterval: 15_000 },
    ),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const counts = list.data?.pages[0]?.counts;
  const add = () => void setView({ new: "yes" });
  const shut = () => void setView({ new: null });
  useHotkeys(off === null ? [{ keys: "n", label: "add a controller", run: add }] : []);
  const isFiltered = view.show !== "all" || view.site !== "" || view.rack !== "" || view.q !== "";
  const clear = () => void setView({ show: null, site: null, rack: null, q: null });
  return (
    <>
      <ShellScope crumbs={[{ label: "Controllers", href: "/controllers" }]} />
      <PageHeader
        title={view.rack ? `Controllers of ${view.rack}` : "Controllers"}
        actions={
          <>
            <Button icon="upload" off={off} onPress={() => void setView({ new: "file" })}>
              Import CSV
            </Button>
            <Button variant="primary" icon="plus" keyHint="N" off={off} onPress={add}>
              Add a controller
            </Button>
          </>
        }
      >
        {counts && counts.answers + counts.silent + counts.unasked > 0 ? (
          <Sentence {...counts} />
        ) : (
          "What speaks for servers while they are off."
        )}
      </PageHeader>
      <ToolRow>
        <Segmented label="Show" options={options} value={view.show} onChange={(show) => void setView({ show })} />
        <SelectBox
          aria-label="Site"
          placeholder="All sites"
          value={view.site}
          onChange={(event) => void setView({ site: event.target.value || null })}
          options={(catalog.data?.datacenters ?? []).map(({ code }) => ({ value: code, label: code }))}
        />
        {view.rack ? (
          <>
            <Button variant="quiet" icon="rack" href={`/racks/${encodeURIComponent(view.rack)}`}>
              Rack {view.rack}
            </Button>
            <Button variant="quiet" icon="close" onPress={() => void setView({ rack: null })}>
              All racks
            </Button>
          </>
        ) : null}
        <Fill />
        <SearchBox label="Search controllers" value={view.q} onChange={(q) => void setView({ q: q || null })} />
      </ToolRow>
      <DataTable<ControllerRow>
        label="Management controllers"
        columns={controllerColumns(now)}
        rows={rows}
        rowKey={(row) => String(row.id)}
        currentKey={view.at}
        onCurrent={(at) => void setView({ at })}
        onOpen={(row) => router.push(controllerHref(row))}
        hotkeys
        loadingRows={list.isPending ? 10 : undefined}
        body={
          list.error && !list.data ? (
            <QueryFailure error={list.error} what="The controllers" onRetry={() => void list.refetch()} />
          ) : list.data && rows.length === 0 ? (
            isFiltered ? (
              <EmptyByFilter title="No controller matches the filter" onClear={clear} />
            ) : (
              <EmptyState
                title="No management controller is known"
                actions={
                  off === null ? (
                    <>
                      <Button size="small" onPress={add}>
                        Add a controller
                      </Button>
                      <Button size="small" variant="quiet" onPress={() => void setView({ new: "file" })}>
                        Import CSV
                      </Button>
                    </>
                  ) : undefined
                }
              >
                With them runs switch, look at, check and wipe servers by themselves; without, a person does each step.
              </EmptyState>
            )
          ) : undefined
        }
        foot={
          list.hasNextPage ? (
            <Button onPress={() => void list.fetchNextPage()} off={list.isFetchingNextPage ? "Loading" : null}>
              Show 100 more
            </Button>
          ) : null
        }
      />
      {view.new === "yes" && off === null ? (
        <ControllerDialog controller={null} rack={view.rack} onClose={shut} />
      ) : null}
      {view.new === "file" && off === null ? <ImportDialog onClose={shut} /> : null}
    </>
  );
}

function Sentence({ answers, silent, unasked }: { answers: number; silent: number; unasked: number }) {
  const all = answers + silent + unasked;
  const parts = [
    silent > 0 ? `${formatNumber(silent)} did not answer the last time` : null,
    unasked > 0 ? `${formatNumber(unasked)} never asked yet` : null,
  ].filter((one) => one !== null);
  return (
    <>
      <b>{formatCount(all, "controller")}</b>
      {parts.length > 0 ? `, ${parts.join(", ")}` : all > 0 ? ", all answer" : ""}.
    </>
  );
}
