"use client";
import type { RegionDetail } from "@headroom/contracts/fleet";
import { formatPower } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel, type StateName } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { Day } from "../frame/time";

type Plan = RegionDetail["pendingPlans"][number];

/** Plans that touch a region and are not decided; null: still being read. */
export function PendingPlans({ region, plans }: { region: string; plans: readonly Plan[] | null }) {
  return (
    <Section id="pending" title="On its way" note="plans that are not decided">
      <DataTable<Plan>
        label={`Pending plans in ${region}`}
        columns={columns}
        rows={plans ?? []}
        rowKey={(row) => String(row.id)}
        loadingRows={plans ? undefined : 3}
        body={plans?.length === 0 ? <AllDone title="No plan is under way" /> : undefined}
      />
    </Section>
  );
}

const columns: readonly Column<Plan>[] = [
  {
    id: "plan",
    header: "Plan",
    cell: (row) => (
      <Link href={`/plans/${row.id}`}>
        <Id>PL-{row.id}</Id>
      </Link>
    ),
  },
  { id: "state", header: "State", cell: (row) => <StateLabel state={row.state as StateName} /> },
  { id: "racks", header: "Racks", align: "end", cell: (row) => row.racks },
  { id: "power", header: "Power", align: "end", cell: (row) => <Num of={formatPower(row.powerW, { signed: true })} /> },
  {
    id: "starts",
    header: "From",
    priority: 2,
    cell: (row) => (row.startsOn ? <Day at={row.startsOn} /> : <Muted>open</Muted>),
  },
];
