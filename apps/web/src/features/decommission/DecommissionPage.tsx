"use client";
import type { LeavingRack } from "@headroom/contracts/decommission";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Fill, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates, useRouter } from "../frame/address";
import { downloadCsv } from "../frame/downloadCsv";
import { QueryFailure } from "../frame/QueryFailure";
import { useNow } from "../frame/time";
import { useMay } from "../frame/useMay";
import { leavingColumns, stepHref, whereItIs } from "./leavingColumns";
import "./decommission.css";

const StartRunDialog = dynamic(() => import("../runs/StartRunDialog").then((module) => module.StartRunDialog), {
  ssr: false,
});
const ChooseRacksDialog = dynamic(() => import("./ChooseRacksDialog").then((module) => module.ChooseRacksDialog), {
  ssr: false,
});

const options = [
  { value: "open", label: "On their way out" },
  { value: "out", label: "Out" },
  { value: "all", label: "All" },
] as const;

/** Racks on their way out: who agreed, what depends on them, the proof that they are wiped, and what comes back. */
export function DecommissionPage() {
  const trpc = useTRPC();
  const now = useNow();
  const mayStart = useMay()("run.create");
  const router = useRouter();
  const [view, setView] = useQueryStates({
    show: parseAsStringLiteral(["open", "out", "all"]).withDefault("open"),
    site: parseAsString.withDefault(""),
    at: parseAsString,
    /** Racks are being chosen. */
    new: parseAsStringLiteral(["yes"]),
    /** Codes of racks that are to be taken out, or mended. */
    racks: parseAsArrayOf(parseAsString).withDefault([]),
    kind: parseAsStringLiteral(["decommission", "repair"]).withDefault("decommission"),
  });
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const leaving = useQuery(
    trpc.decommission.list.queryOptions(
      { show: view.show, datacenter: view.site || undefined },
      { refetchInterval: 10_000 },
    ),
  );
  const { data } = leaving;
  const rows = data?.rows ?? [];
  const off = mayStart ? null : "It is for planners, operators and admins";
  const choose = () => void setView({ new: "yes" });
  useHotkeys(mayStart ? [{ keys: "c", label: "take racks out", run: choose }] : []);
  const csv = () =>
    downloadCsv(
      "decommission.csv",
      ["Rack", "Run", "Site", "Type", "Power, W", "In service since", "Stage", "State", "Evacuation plan"],
      rows.map((row) => {
        const here = whereItIs(row);
        return [
          ...[row.rack, `RN-${row.runId}`, row.datacenter, row.rackType, row.powerW, row.inServiceOn ?? ""],
          ...[here?.title ?? "", here?.state ?? "out", row.evacuation?.title ?? ""],
        ];
      }),
    );
  const shut = () => void setView({ new: null, racks: null, kind: null });
  const isFiltered = view.site !== "" || view.show === "out";
  return (
    <>
      <ShellScope crumbs={[{ label: "Decommission", href: "/decommission" }]} />
      <PageHeader
        title="Decommission"
        actions={
          <>
            <Button icon="download" off={rows.length === 0 ? "There is no row" : null} onPress={csv}>
              CSV
            </Button>
            <Button variant="primary" keyHint="C" off={off} onPress={choose}>
              Take racks out…
            </Button>
          </>
        }
      >
        {data ? (
          <>
            <b>{formatCount(data.total, "rack")}</b>
            {view.show === "out" ? " out" : view.show === "open" ? " on their way out" : ""};{" "}
            {data.leavingW > 0 ? `${formatPower(data.leavingW).text} to come back` : ""}
            {data.leavingW > 0 && data.returnedW > 0 ? ", " : ""}
            {data.returnedW > 0 ? `${formatPower(data.returnedW).text} came back` : ""}
            {data.leavingW + data.returnedW === 0 ? "nothing comes back" : ""}.
          </>
        ) : (
          "Racks on their way out, and the space and power that come back."
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
        <Fill />
        <Button variant="quiet" href="/runs?kind=decommission&show=all">
          Their runs
        </Button>
      </ToolRow>
      <DataTable<LeavingRack>
        label="Racks on their way out, the latest first"
        columns={leavingColumns(now)}
        rows={rows}
        rowKey={(row) => String(row.subjectId)}
        currentKey={view.at}
        onCurrent={(at) => void setView({ at })}
        onOpen={(row) => router.push(stepHref(row))}
        hotkeys
        loadingRows={leaving.isPending ? 10 : undefined}
        body={
          leaving.error && !data ? (
            <QueryFailure error={leaving.error} what="The racks" onRetry={() => void leaving.refetch()} />
          ) : data && rows.length === 0 ? (
            isFiltered ? (
              <EmptyByFilter
                title="No rack matches the filter"
                onClear={() => void setView({ show: null, site: null })}
              />
            ) : (
              <EmptyState
                title={view.show === "all" ? "No rack was taken out yet" : "No rack is on its way out"}
                actions={
                  <Button size="small" href="/inventory/racks">
                    See the racks
                  </Button>
                }
              >
                Tick racks in the inventory, or open one, and take them out: owners confirm, drives are wiped with
                proof, and space and power come back.
              </EmptyState>
            )
          ) : undefined
        }
        foot={
          data && data.total > rows.length ? (
            <p className="pad hr-s11 hr-mut">{`The latest ${rows.length} of ${data.total}.`}</p>
          ) : null
        }
      />
      {view.new === "yes" && mayStart && view.racks.length === 0 ? (
        <ChooseRacksDialog
          onClose={shut}
          onChoose={(racks, kind) => void setView({ racks: [...racks], kind, new: null })}
        />
      ) : null}
      {view.racks.length > 0 && mayStart ? (
        <StartRunDialog
          source={{ from: "racks", kind: view.kind, racks: view.racks }}
          title={
            view.kind === "repair"
              ? `Take ${formatCount(view.racks.length, "rack")} down for repair?`
              : `Take ${formatCount(view.racks.length, "rack")} out?`
          }
          onClose={shut}
        />
      ) : null}
    </>
  );
}
