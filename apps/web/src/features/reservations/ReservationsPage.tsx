"use client";
import type { ReservationRow } from "@headroom/contracts/reservation";
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
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryStates } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { ReasonDialog } from "../frame/ReasonDialog";
import { SearchBox } from "../frame/SearchBox";
import { useMay } from "../frame/useMay";
import { ReservationDialog } from "./ReservationDialog";
import { reservationColumns } from "./reservationColumns";
import { useReservationChange } from "./useReservationChange";
import { keptWords, kindWords } from "./words";

const options = [
  { value: "all", label: "All" },
  { value: "now", label: "In force" },
  { value: "expiring", label: "Expires soon" },
  { value: "coming", label: "To come" },
  { value: "past", label: "Over" },
] as const;
const kinds = ["units", "positions", "device"] as const;
const keyOf = (row: ReservationRow) => `${row.kind}-${row.id}`;

/** Units, positions and devices that are kept for somebody: the next to end first. */
export function ReservationsPage() {
  const trpc = useTRPC();
  const may = useMay();
  const [view, setView] = useQueryStates({
    when: parseAsStringLiteral(["all", "now", "expiring", "coming", "past"]).withDefault("all"),
    kind: parseAsStringLiteral(kinds),
    owner: parseAsString.withDefault(""),
    rack: parseAsString,
    dc: parseAsString,
    at: parseAsString,
    /** What to keep, and where, for the form. */
    new: parseAsStringLiteral(kinds),
    in: parseAsString,
    room: parseAsString,
    row: parseAsString,
    n: parseAsString,
    server: parseAsString,
    edit: parseAsString,
    release: parseAsString,
  });
  const list = useQuery(
    trpc.reservation.list.queryOptions({
      ...(view.when === "all" ? {} : { when: view.when }),
      ...(view.kind ? { kind: view.kind } : {}),
      ...(view.owner ? { owner: view.owner } : {}),
      ...(view.rack ? { rack: view.rack } : {}),
      ...(view.dc ? { datacenter: view.dc } : {}),
    }),
  );
  const rows = list.data?.rows ?? [];
  const off = may("reservation.manage") ? null : "Planners, managers and operators reserve";
  const close = () =>
    void setView({ new: null, in: null, room: null, row: null, n: null, server: null, edit: null, release: null });
  const open = (key: string | null) => rows.find((row) => keyOf(row) === key && row.when !== "past");
  const [edited, releasing, current] = [open(view.edit), open(view.release), open(view.at)];
  const edit = (row: ReservationRow) => {
    if (off === null && row.when !== "past") void setView({ edit: keyOf(row) });
  };
  const release = (row: ReservationRow) => void setView({ release: keyOf(row) });
  const make = () => void setView({ new: "units" });
  const change = useReservationChange(close);
  useHotkeys(
    off === null
      ? [
          { keys: "n", label: "new reservation", run: make },
          ...(current ? [{ keys: "e", label: "release", run: () => release(current) }] : []),
        ]
      : [],
  );
  const isFiltered = view.when !== "all" || [view.kind, view.owner, view.rack, view.dc].some(Boolean);
  const clear = () => void setView({ when: null, kind: null, owner: null, rack: null, dc: null });
  const soon = rows.filter((row) => row.when === "expiring").length;
  return (
    <>
      <ShellScope crumbs={[{ label: "Reservations", href: "/reservations" }]} />
      <PageHeader
        title="Reservations"
        actions={
          <Button variant="primary" icon="plus" keyHint="N" off={off} onPress={make}>
            New reservation
          </Button>
        }
      >
        {list.data && list.data.total > 0 ? (
          <>
            <b>{formatCount(list.data.total, "reservation")}</b>
            {soon > 0 ? `, ${soon} of them ending within two weeks` : ""}. They count as taken until their day has
            passed.
          </>
        ) : (
          "Units, positions and devices that are kept for somebody."
        )}
      </PageHeader>
      <ToolRow>
        <Segmented label="Show" options={options} value={view.when} onChange={(when) => void setView({ when })} />
        <SelectBox
          aria-label="Kind"
          placeholder="All kinds"
          value={view.kind ?? ""}
          onChange={(event) => void setView({ kind: kinds.find((kind) => kind === event.target.value) ?? null })}
          options={kinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
        />
        <SearchBox label="For whom" value={view.owner} onChange={(owner) => void setView({ owner: owner || null })} />
      </ToolRow>
      <DataTable<ReservationRow>
        label="Reservations, the next to end first"
        columns={reservationColumns(off, edit, release)}
        rows={rows}
        rowKey={keyOf}
        currentKey={view.at}
        onCurrent={(at) => void setView({ at })}
        onOpen={edit}
        hotkeys
        loadingRows={list.isPending ? 6 : undefined}
        body={
          list.error ? (
            <QueryFailure error={list.error} what="The reservations" onRetry={() => void list.refetch()} />
          ) : list.data && rows.length === 0 ? (
            isFiltered ? (
              <EmptyByFilter title="No reservation matches the filter" onClear={clear} />
            ) : (
              <EmptyState
                title="Nothing is reserved"
                actions={
                  off === null ? (
                    <Button size="small" onPress={make}>
                      New reservation
                    </Button>
                  ) : undefined
                }
              >
                Keep units of a rack, positions of a row or a device for somebody, until a day or until further notice.
              </EmptyState>
            )
          ) : undefined
        }
      />
      {off === null && (view.new || edited) ? (
        <ReservationDialog
          key={view.edit ?? "new"}
          reservation={edited ?? null}
          given={{
            kind: view.new ?? "units",
            rack: view.new === "positions" ? "" : (view.in ?? ""),
            datacenter: view.new === "positions" ? (view.in ?? "") : "",
            ...{ room: view.room ?? "", row: view.row ?? "", numbers: view.n ?? "", server: view.server ?? "" },
          }}
          onClose={close}
        />
      ) : null}
      <ReasonDialog
        key={view.release ?? "none"}
        open={off === null && releasing !== undefined}
        title={releasing ? `Release ${keptWords(releasing)}?` : ""}
        confirmWord="Release it"
        busy={change.release.isPending}
        error={change.release.error}
        onClose={close}
        onConfirm={(reason) => {
          if (releasing)
            change.release.mutate({ kind: releasing.kind, id: releasing.id, mark: releasing.mark, reason });
        }}
      >
        Others may take it from today on. The record keeps who had it, and your reason.
      </ReasonDialog>
    </>
  );
}
