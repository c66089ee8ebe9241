"use client";
import type { ImportRunDto } from "@headroom/contracts/imports";
import { formatCount } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { Moment } from "../frame/time";
import { ExportForm } from "./ExportForm";
import { kindWords } from "./kindWords";
import { UploadForm } from "./UploadForm";

const columns: readonly Column<ImportRunDto>[] = [
  {
    id: "id",
    header: "Import",
    cell: (run) => (
      <Link href={`/imports/${run.id}`}>
        <Id>IM-{run.id}</Id>
      </Link>
    ),
  },
  { id: "kind", header: "From", cell: (run) => kindWords[run.kind] ?? run.kind },
  {
    id: "state",
    header: "State",
    cell: (run) => (run.state === "committed" ? <StateLabel state="committed" /> : <StateLabel state={run.state} />),
  },
  { id: "new", header: "New", align: "end", cell: (run) => sum(run, "create"), priority: 2 },
  { id: "rejected", header: "Rejected", align: "end", cell: (run) => run.report.rejected.length, priority: 2 },
  { id: "by", header: "By", cell: (run) => run.createdBy ?? <Muted>system</Muted>, priority: 3 },
  { id: "at", header: "When, UTC", cell: (run) => <Moment at={run.createdAt} />, noWrap: true },
];

const sum = (run: ImportRunDto, key: "create" | "update") =>
  run.report.counts.reduce((total, count) => total + count[key], 0);

/** Brings an inventory in: files are checked first, and nothing is written before a person has seen what it would do. */
export function ImportsPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const runs = useQuery(trpc.import.list.queryOptions());
  return (
    <>
      <ShellScope crumbs={[{ label: "Imports", href: "/imports" }]} />
      <PageHeader title="Imports">
        Bring an inventory in from files of your own, from NetBox or from a datacenter file: it is checked first, and
        all of it is written, or nothing. Or take it out as files that come back unchanged.
      </PageHeader>
      <Columns template="minmax(0,1fr) 452px">
        <Section
          id="runs"
          title="Earlier imports"
          note={runs.data ? formatCount(runs.data.length, "import") : undefined}
        >
          <DataTable<ImportRunDto>
            label="Imports, newest first"
            columns={columns}
            rows={runs.data ?? []}
            rowKey={(run) => String(run.id)}
            onOpen={(run) => router.push(`/imports/${run.id}`)}
            loadingRows={runs.isPending ? 6 : undefined}
            body={
              runs.error ? (
                <QueryFailure error={runs.error} what="The imports" onRetry={() => void runs.refetch()} />
              ) : runs.data?.length === 0 ? (
                <EmptyState title="Nothing has been imported yet">
                  Choose files to check: nothing is written before you have seen what they would do.
                </EmptyState>
              ) : undefined
            }
          />
        </Section>
        <div>
          <Section id="upload" title="Check files">
            <UploadForm onChecked={(id) => router.push(`/imports/${id}`)} />
          </Section>
          <Section id="export" title="Take the fleet out" note="one archive">
            <ExportForm />
          </Section>
        </div>
      </Columns>
    </>
  );
}
