"use client";
import type { ClockRow } from "@headroom/contracts/run-clock";
import { type RunKind, runKinds } from "@headroom/core/rollout/usual";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { PageHeader, Section, ToolRow } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { kindWords } from "@headroom/ui/run/words";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useQueryStates } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { ClockDialog } from "./ClockDialog";
import { clockColumns } from "./clockColumns";
import { DockToLiveSection } from "./DockToLiveSection";

/** How long people have for what runs ask of them, and how long racks take from the dock to service. */
export function ClocksPage() {
  const trpc = useTRPC();
  const may = useMay();
  const [view, set] = useQueryStates({
    kind: parseAsStringLiteral(runKinds).withDefault("provision"),
    site: parseAsString.withDefault(""),
    type: parseAsString.withDefault(""),
    at: parseAsString,
  });
  const [edited, setEdited] = useState<ClockRow | null>(null);
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const clocks = useQuery(
    trpc.clock.list.queryOptions({
      kind: view.kind,
      datacenter: view.site || undefined,
      rackType: view.type || undefined,
    }),
  );
  const rows = clocks.data?.rows ?? [];
  const mayEdit = may("run.template");
  const current = rows.find((row) => keyOf(row) === view.at);
  useHotkeys(mayEdit && current ? [{ keys: "e", label: "change", run: () => setEdited(current) }] : []);
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Runs", href: "/runs" },
          { label: "Clocks", href: "/runs/clocks" },
        ]}
      />
      <PageHeader title="Clocks" actions={<Button href="/runs">Runs</Button>}>
        {clocks.data ? <Sentence rows={rows} /> : "How long people have for what runs ask of them."}
      </PageHeader>
      <ToolRow>
        <Segmented
          label="Kind of run"
          options={runKinds.map((value) => ({ value, label: kindWords[value] }))}
          value={view.kind}
          onChange={(kind: RunKind) => void set({ kind, at: null })}
        />
        <SelectBox
          aria-label="Site"
          placeholder="All sites"
          value={view.site}
          onChange={(event) => void set({ site: event.target.value || null })}
          options={(catalog.data?.datacenters ?? []).map(({ code }) => ({ value: code, label: code }))}
        />
        <SelectBox
          aria-label="Rack type"
          placeholder="All rack types"
          value={view.type}
          onChange={(event) => void set({ type: event.target.value || null })}
          options={(catalog.data?.rackTypes ?? []).map(({ code }) => ({ value: code, label: code }))}
        />
      </ToolRow>
      <Section
        id="stages"
        title="Time for each stage"
        note={mayEdit ? "open a stage to set its time" : "planners and admins set it"}
      >
        <DataTable<ClockRow>
          label={`Time for each stage of ${kindWords[view.kind].toLowerCase()} runs`}
          columns={clockColumns}
          rows={rows}
          rowKey={keyOf}
          rowHeader="stage"
          currentKey={view.at}
          onCurrent={(at) => void set({ at })}
          onOpen={mayEdit ? setEdited : undefined}
          hotkeys
          loadingRows={clocks.isPending ? 10 : undefined}
          body={
            clocks.error ? (
              <QueryFailure error={clocks.error} what="The clocks" onRetry={() => void clocks.refetch()} />
            ) : undefined
          }
        />
      </Section>
      <DockToLiveSection site={view.site} />
      {edited ? <ClockDialog kind={view.kind} row={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

const keyOf = ({ stage }: ClockRow): string => stage || "run";

function Sentence({ rows }: { rows: readonly ClockRow[] }) {
  const of = (where: (row: ClockRow) => boolean) => rows.filter(where).length;
  const set = of(({ from }) => from === "rule");
  const learnt = of(({ from }) => from === "site" || from === "type" || from === "stage");
  return (
    <>
      How long people have: <b>{formatCount(set, "stage")}</b> set by people, {learnt} learnt from what was, the others
      as is usual.
    </>
  );
}
