"use client";
import type { ImportRunDto } from "@headroom/contracts/imports";
import { formatInstant } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { Link } from "@headroom/ui/primitives/Link";
import { Notice } from "@headroom/ui/primitives/Notice";
import { Columns, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { AdoptedList } from "./AdoptedList";
import { AssumptionsForm } from "./AssumptionsForm";
import { CountsTable } from "./CountsTable";
import { kindWords } from "./kindWords";
import { RejectedTable } from "./RejectedTable";

/** What an import would do, what it had to leave out, and what it assumes. */
export function ImportPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const run = useQuery(trpc.import.get.queryOptions({ id }));
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Imports", href: "/imports" },
          { label: `IM-${id}`, href: `/imports/${id}` },
        ]}
      />
      {run.error ? (
        <QueryFailure error={run.error} what={`Import IM-${id}`} onRetry={() => void run.refetch()} />
      ) : run.data ? (
        <ImportView run={run.data} />
      ) : (
        <SkeletonBlock heightPx={480} />
      )}
    </>
  );
}

function ImportView({ run }: { run: ImportRunDto }) {
  const { counts, rejected, assumptions, warnings, conflicts = [], adopted = [] } = run.report;
  const news = counts.reduce((sum, count) => sum + count.create + count.update, 0);
  const hasNews = news > 0 || conflicts.length > 0 || adopted.length > 0;
  return (
    <>
      <PageHeader
        id={`IM-${run.id}`}
        title={kindWords[run.kind] ?? run.kind}
        state={<StateLabel state={run.state} box />}
      >
        <Sentence run={run} news={news} />
      </PageHeader>
      {warnings.length > 0 ? (
        <Notice tone="attention">
          <ul className="plain-list">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Columns template="minmax(0,1fr) 452px">
        <div>
          {rejected.length > 0 ? (
            <Section id="rejected" title="Rejected" note={formatCount(rejected.length, "place")}>
              <RejectedTable rejected={rejected} />
            </Section>
          ) : (
            <Section
              id="assumptions"
              title={conflicts.length > 0 ? "To decide" : "Assumed"}
              note={
                run.state === "committed"
                  ? "confirmed when it was written"
                  : assumptions.length > 0 && conflicts.length === 0
                    ? "not in the files; each is confirmed before anything is written"
                    : undefined
              }
            >
              <AssumptionsForm run={run} hasNews={hasNews} />
            </Section>
          )}
        </div>
        <div>
          <Section id="counts" title={run.state === "committed" ? "What it did" : "What it would do"}>
            {counts.length > 0 ? (
              <CountsTable counts={counts} />
            ) : (
              <p className="pad hr-sec">No table could be read, so nothing was counted.</p>
            )}
          </Section>
          {adopted.length > 0 ? <AdoptedList adopted={adopted} done={run.state === "committed"} /> : null}
        </div>
      </Columns>
    </>
  );
}

function Sentence({ run, news }: { run: ImportRunDto; news: number }) {
  const { rejected, assumptions, conflicts = [], adopted = [] } = run.report;
  if (run.state === "committed") {
    return (
      <>
        Written {run.committedAt ? formatInstant(run.committedAt) : ""}: {formatCount(news, "thing")} new or changed,
        all in one step. <Link href="/floors">See the floors</Link>
      </>
    );
  }
  if (run.state === "reading")
    return <>It was interrupted while its files were read. The same files again go on there.</>;
  if (rejected.length > 0) {
    return (
      <>
        Nothing was written. <b>{formatCount(rejected.length, "place")}</b> in the files cannot be taken; each says what
        was expected and what to do. Mend the files and check them again.
      </>
    );
  }
  if (conflicts.length > 0) {
    return (
      <>
        Nothing was written yet. It would bring <b>{formatCount(news, "thing")}</b>.{" "}
        <b>{formatCount(conflicts.length, "place")}</b> in which people here and NetBox disagree{" "}
        {conflicts.length === 1 ? "stays as it is" : "stay as they are"} here, unless you choose otherwise;{" "}
        {formatCount(assumptions.length, "assumption")} to confirm.
      </>
    );
  }
  if (news === 0 && adopted.length > 0) {
    return (
      <>
        Nothing was written yet. All of it is here already, from import forms: it would get the numbers that NetBox has
        for it.
      </>
    );
  }
  if (news === 0) return <>Nothing was written, and there is nothing to write: all of it is here already.</>;
  return (
    <>
      Nothing was written yet. It would bring <b>{formatCount(news, "thing")}</b>, with{" "}
      {formatCount(assumptions.length, "assumption")} to confirm.
    </>
  );
}
