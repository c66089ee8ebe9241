"use client";
import type { RecordDetail } from "@headroom/contracts/record";
import { recordType } from "@headroom/core/topology/records/fleet";
import type { RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import { recordPath } from "@headroom/core/topology/table/address";
import { columnsOf } from "@headroom/core/topology/table/columns";
import { formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Menu } from "@headroom/ui/primitives/Menu";
import { Columns, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { CellValue } from "./cells";
import { EditDialog, EndDialog, MoveDialog } from "./EditDialogs";
import { HistorySection } from "./HistorySection";
import { drawnAt, type Reference, referrers, refersTo } from "./references";
import { columnHead, typeWords } from "./words";

type Key = readonly (string | number | null)[];

/** One record: everything that is written down of it, what it names, and what names it. */
export function RecordPage({ type: name, own }: { type: RecordTypeName; own: Key }) {
  const type = recordType(name) as RecordType;
  const trpc = useTRPC();
  const record = useQuery(trpc.table.record.queryOptions({ type: type.name, key: [...own] }));
  const stored = useQuery(trpc.record.get.queryOptions({ type: type.name, key: [...own] }));
  const may = useMay();
  const [doing, setDoing] = useState<"edit" | "move" | "end" | null>(null);
  const words = typeWords(type.name);
  const off = !may("fleet.edit") ? "It is for planners and admins" : stored.data ? null : "Being read";
  const retires = type.name === "racks" || type.name === "servers";
  useHotkeys([{ keys: "e", label: "edit", run: () => off === null && setDoing("edit") }]);
  const title = own.filter((part) => part !== null).join(" ");
  const drawn = drawnAt(type.name, own);
  const columns = columnsOf(type);
  const value = (field: string) => record.data?.cells[columns.findIndex((column) => column.name === field)] ?? null;
  const one = (found: RecordDetail) => ({ type, record: found, onClose: () => setDoing(null) });
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Inventory", href: "/inventory" },
          { label: words.many, href: `/inventory/${type.name}` },
          { label: title, href: recordPath(type.name, own) },
        ]}
      />
      <PageHeader
        title={title}
        actions={
          <>
            {drawn ? <Button href={drawn.href}>{drawn.label}</Button> : null}
            <Menu
              label="More"
              placement="bottom end"
              trigger={
                <button type="button" className="hr-b">
                  More
                </button>
              }
              groups={[
                {
                  id: "more",
                  items: [
                    ...(type.name === "racks"
                      ? [{ id: "move", label: "Move…", off, onAction: () => setDoing("move") }]
                      : []),
                    { id: "end", label: retires ? "Retire…" : "Delete…", off, onAction: () => setDoing("end") },
                  ],
                },
              ]}
            />
            <Button icon="edit" keyHint="E" off={off} onPress={() => setDoing("edit")}>
              Edit
            </Button>
          </>
        }
      >
        {words.one.charAt(0).toUpperCase() + words.one.slice(1)}.
      </PageHeader>
      {record.error ? (
        <QueryFailure error={record.error} what={title} onRetry={() => void record.refetch()} />
      ) : record.isPending ? (
        <SkeletonBlock heightPx={320} />
      ) : (
        <Columns template="minmax(0,1fr) 388px">
          <Section id="record-fields" title="What is written down">
            <dl className="inv-fields">
              {columns.map((column) => {
                const href = refersTo(type, column.name, value);
                const shown = <CellValue column={column} value={value(column.name)} nothing="not said" />;
                return (
                  <div key={column.name}>
                    <dt>
                      {columnHead(column.name)}
                      <Muted>{column.about}</Muted>
                    </dt>
                    <dd>{href ? <Link href={href}>{shown}</Link> : shown}</dd>
                  </div>
                );
              })}
            </dl>
          </Section>
          <div>
            <Section id="record-referrers" title="What names it">
              <ul className="inv-refs">
                {referrers(type, own).map((reference) => (
                  <Referrer key={`${reference.type} ${reference.by}`} {...reference} />
                ))}
                {referrers(type, own).length === 0 ? (
                  <li>
                    <Muted>Nothing names records of this type.</Muted>
                  </li>
                ) : null}
              </ul>
            </Section>
            {stored.data ? <HistorySection type={type} id={stored.data.id} /> : null}
          </div>
        </Columns>
      )}
      {stored.data && doing === "edit" ? <EditDialog {...one(stored.data)} /> : null}
      {stored.data && doing === "move" ? <MoveDialog {...one(stored.data)} /> : null}
      {stored.data && doing === "end" ? <EndDialog {...one(stored.data)} /> : null}
    </>
  );
}

function Referrer({ type, filter, href, by }: Reference) {
  const trpc = useTRPC();
  const counted = useQuery(trpc.table.count.queryOptions({ type, filter }));
  const count = counted.data;
  return (
    <li>
      <Link href={href}>{typeWords(type).many}</Link>
      <Muted>as {columnHead(by).toLowerCase()}</Muted>
      <span className="hr-n">
        {count ? `${count.how === "at_least" ? "more than " : ""}${formatNumber(count.count)}` : ""}
      </span>
    </li>
  );
}
