"use client";
import type { FreezeRow } from "@headroom/contracts/freeze";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { ReasonDialog } from "../frame/ReasonDialog";
import { useMay } from "../frame/useMay";
import { FreezeDialog } from "./FreezeDialog";
import { freezeColumns } from "./freezeColumns";
import { useFreezeChange } from "./useFreezeChange";
import { placeWords } from "./words";

const options = [
  { value: "all", label: "All" },
  { value: "now", label: "In force" },
  { value: "coming", label: "To come" },
  { value: "past", label: "Over" },
] as const;

/** Days on which no racks land somewhere: those in force first. */
export function FreezesPage() {
  const trpc = useTRPC();
  const may = useMay();
  const [view, setView] = useQueryStates({
    dc: parseAsString.withDefault(""),
    when: parseAsStringLiteral(["all", "now", "coming", "past"]).withDefault("all"),
    at: parseAsString,
    new: parseAsStringLiteral(["yes"]),
    edit: parseAsInteger,
    end: parseAsInteger,
  });
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const list = useQuery(
    trpc.freeze.list.queryOptions({
      ...(view.dc ? { datacenter: view.dc } : {}),
      ...(view.when === "all" ? {} : { when: view.when }),
    }),
  );
  const rows = list.data?.rows ?? [];
  const off = may("freeze.manage") ? null : "Planners make and end freeze windows";
  const close = () => void setView({ new: null, edit: null, end: null });
  const edited = rows.find((row) => row.id === view.edit && row.when !== "past");
  const ending = rows.find((row) => row.id === view.end && row.when !== "past");
  const edit = (row: FreezeRow) => {
    if (off === null && row.when !== "past") void setView({ edit: row.id });
  };
  const end = (row: FreezeRow) => void setView({ end: row.id });
  const current = rows.find((row) => String(row.id) === view.at);
  const change = useFreezeChange(close);
  useHotkeys(
    off === null
      ? [
          { keys: "n", label: "new window", run: () => void setView({ new: "yes" }) },
          ...(current && current.when !== "past" ? [{ keys: "e", label: "end early", run: () => end(current) }] : []),
        ]
      : [],
  );
  const clear = () => void setView({ dc: null, when: null });
  const inForce = rows.filter((row) => row.when === "now").length;
  return (
    <>
      <ShellScope crumbs={[{ label: "Freezes", href: "/freezes" }]} />
      <PageHeader
        title="Freezes"
        actions={
          <Button variant="primary" icon="plus" keyHint="N" off={off} onPress={() => void setView({ new: "yes" })}>
            New freeze window
          </Button>
        }
      >
        {list.data && list.data.total > 0 ? (
          <>
            <b>{formatCount(list.data.total, "window")}</b>
            {view.when === "all" ? `, ${inForce} in force today` : ""}. No racks land there on these days; plans go
            around them.
          </>
        ) : (
          "Days on which no racks land somewhere."
        )}
      </PageHeader>
      <ToolRow>
        <Segmented label="Show" options={options} value={view.when} onChange={(when) => void setView({ when })} />
        <SelectBox
          aria-label="Datacenter"
          placeholder="All datacenters"
          value={view.dc}
          onChange={(event) => void setView({ dc: event.target.value || null })}
          options={(catalog.data?.datacenters ?? []).map(({ code }) => ({ value: code, label: code }))}
        />
      </ToolRow>
      <DataTable<FreezeRow>
        label="Freeze windows, those in force first"
        columns={freezeColumns(off, edit, end)}
        rows={rows}
        rowKey={(row) => String(row.id)}
        currentKey={view.at}
        onCurrent={(at) => void setView({ at })}
        onOpen={edit}
        hotkeys
        loadingRows={list.isPending ? 6 : undefined}
        body={
          list.error ? (
            <QueryFailure error={list.error} what="The freeze windows" onRetry={() => void list.refetch()} />
          ) : list.data && rows.length === 0 ? (
            view.dc || view.when !== "all" ? (
              <EmptyByFilter title="No freeze window matches the filter" onClear={clear} />
            ) : (
              <EmptyState
                title="Nothing is frozen"
                actions={
                  off === null ? (
                    <Button size="small" onPress={() => void setView({ new: "yes" })}>
                      New freeze window
                    </Button>
                  ) : undefined
                }
              >
                Close a datacenter, a room or a row on days when nothing may be touched there.
              </EmptyState>
            )
          ) : undefined
        }
      />
      {off === null && (view.new || edited) ? (
        <FreezeDialog key={edited?.id ?? "new"} freeze={edited ?? null} datacenter={view.dc} onClose={close} />
      ) : null}
      <ReasonDialog
        key={ending?.id ?? "none"}
        open={off === null && ending !== undefined}
        title={ending ? `End the freeze of ${placeWords(ending)}?` : ""}
        confirmWord="End it now"
        busy={change.end.isPending}
        error={change.end.error}
        onClose={close}
        onConfirm={(reason) => {
          if (ending) change.end.mutate({ id: ending.id, version: ending.version, reason });
        }}
      >
        Racks may land there again from now on. The record keeps the days it was meant for, and your reason.
      </ReasonDialog>
    </>
  );
}
