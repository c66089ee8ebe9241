"use client";
import type { TableTypes } from "@headroom/contracts/table";
import { formatNumber } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { groups, typeWords } from "./words";

type Type = TableTypes[number];

const columns: readonly Column<Type>[] = [
  {
    id: "type",
    header: "Records",
    width: "34%",
    cell: ({ type }) => <Link href={`/inventory/${type}`}>{typeWords(type).many}</Link>,
  },
  {
    id: "count",
    header: "How many",
    align: "end",
    width: "12%",
    cell: ({ count, how }) => (
      <>
        {how === "about" ? <Muted>about </Muted> : null}
        {formatNumber(count)}
      </>
    ),
  },
  {
    id: "about",
    header: "What they are",
    priority: 2,
    width: "54%",
    cell: ({ type }) => <Muted>{typeWords(type).about}</Muted>,
  },
];

/** Everything that is written down of the fleet, by type. */
export function TypesPage() {
  const trpc = useTRPC();
  const types = useQuery(trpc.table.types.queryOptions());
  return (
    <>
      <ShellScope crumbs={[{ label: "Inventory", href: "/inventory" }]} />
      <PageHeader title="Inventory">Everything that is written down of the fleet, by type.</PageHeader>
      {types.error ? (
        <QueryFailure error={types.error} what="The inventory" onRetry={() => void types.refetch()} />
      ) : (
        groups.map((group) => (
          <Section key={group.id} id={`inventory-${group.id}`} title={group.title}>
            <DataTable<Type>
              label={group.title}
              columns={columns}
              hideHead
              rows={group.types.flatMap((name) => types.data?.find(({ type }) => type === name) ?? [])}
              rowKey={({ type }) => type}
              loadingRows={types.isPending ? group.types.length : undefined}
            />
          </Section>
        ))
      )}
    </>
  );
}
