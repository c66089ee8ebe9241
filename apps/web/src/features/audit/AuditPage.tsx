"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyByFilter, EmptyState } from "@headroom/ui/primitives/EmptyState";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Columns, PageHeader, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { SearchBox } from "../frame/SearchBox";
import { auditAction } from "../words/audit";
import { auditColumns } from "./auditColumns";
import type { AuditRow } from "./auditRow";
import { EventPanel } from "./EventPanel";
import { useAuditExport } from "./useAuditExport";
import { auditInput, isFiltered, useAuditFilter } from "./useAuditFilter";

/** Who did what, through what, when and why; each event with its before and after. */
export function AuditPage() {
  const trpc = useTRPC();
  const { filter, setFilter } = useAuditFilter();
  const events = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(auditInput(filter), { getNextPageParam: (page) => page.next ?? undefined }),
  );
  const rows = events.data?.pages.flatMap((page) => page.rows) ?? [];
  const exporting = useAuditExport(auditInput(filter));
  const first = events.data?.pages[0];
  const current = rows.find((row) => row.id === filter.event) ?? null;
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.id === filter.event);
    const next = rows[at + by];
    if (next) void setFilter({ event: next.id });
  };
  const clear = () =>
    void setFilter({ kind: null, entity: null, action: null, actor: null, from: null, to: null, q: null });

  return (
    <>
      <ShellScope crumbs={[{ label: "Audit", href: "/audit" }]} />
      <PageHeader
        title="Audit"
        actions={
          <Button
            icon="download"
            off={
              exporting.busy
                ? "Reading every event of the filter"
                : rows.length === 0
                  ? "There is nothing to export"
                  : null
            }
            onPress={() => void exporting.run()}
          >
            CSV
          </Button>
        }
      >
        Every change, with who made it, through what, and why. Events are only ever added, never changed.
      </PageHeader>
      <ToolRow>
        <SearchBox label="Search events" value={filter.q} onChange={(q) => void setFilter({ q: q || null })} />
        <SelectBox
          aria-label="Action"
          placeholder="All actions"
          value={filter.action}
          onChange={(event) => void setFilter({ action: event.target.value || null })}
          options={(first?.actions ?? []).map((action) => ({ value: action, label: auditAction(action) }))}
        />
        <SelectBox
          aria-label="Actor"
          placeholder="Everybody"
          value={filter.actor}
          onChange={(event) => void setFilter({ actor: event.target.value || null })}
          options={(first?.actors ?? []).map((actor) => ({ value: actor.id, label: actor.name }))}
        />
        <DayBox label="From" value={filter.from} onChange={(from) => void setFilter({ from: from || null })} />
        <DayBox label="To" value={filter.to} onChange={(to) => void setFilter({ to: to || null })} />
        {isFiltered(filter) ? (
          <Button variant="quiet" icon="close" onPress={clear}>
            Clear filter
          </Button>
        ) : null}
      </ToolRow>
      <Columns template={current ? "minmax(0,1fr) 388px" : "minmax(0,1fr)"}>
        <DataTable<AuditRow>
          label="Audit events, newest first"
          columns={auditColumns}
          rows={rows}
          rowKey={(row) => row.id}
          currentKey={filter.event}
          onCurrent={(event) => void setFilter({ event })}
          onOpen={(row) => void setFilter({ event: row.id })}
          hotkeys
          loadingRows={events.isPending ? 16 : undefined}
          body={
            events.error ? (
              <QueryFailure error={events.error} what="The audit record" onRetry={() => void events.refetch()} />
            ) : events.data && rows.length === 0 ? (
              isFiltered(filter) ? (
                <EmptyByFilter title="No event matches the filter" onClear={clear} />
              ) : (
                <EmptyState title="Nothing has happened yet">The first change to anything will stand here.</EmptyState>
              )
            ) : undefined
          }
          foot={
            events.hasNextPage ? (
              <Button
                onPress={() => void events.fetchNextPage()}
                off={events.isFetchingNextPage ? "Loading the next ones" : null}
              >
                Show 100 more
              </Button>
            ) : null
          }
        />
        {current ? (
          <EventPanel
            event={current}
            onPrevious={() => step(-1)}
            onNext={() => step(1)}
            onClose={() => void setFilter({ event: null })}
          />
        ) : null}
      </Columns>
    </>
  );
}

function DayBox({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="daybox">
      <span>{label}</span>
      <input className="hr-field" type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
