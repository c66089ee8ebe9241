"use client";
import type { RegionDetail } from "@headroom/contracts/fleet";
import { formatNumber, formatPercent, shareOf } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { LimitBar } from "@headroom/ui/primitives/LimitBar";

type Family = RegionDetail["families"][number];

interface FamilyRow {
  readonly id: "power" | "space" | "cooling";
  readonly resource: string;
  readonly unit: string;
  readonly digits: number;
  /** Of the family: standing, and of those in service, and promised to approved plans. */
  readonly standing: number;
  readonly inService: number;
  readonly committed: number;
  /** Of every other family. */
  readonly others: number;
  readonly reserved: number;
  readonly supply: number;
  readonly free: number;
  readonly stranded: number;
}

const lines = [
  { id: "power", resource: "Power", unit: "MW", scale: 1e6, digits: 2 },
  { id: "space", resource: "Space", unit: "positions", scale: 1, digits: 0 },
  { id: "cooling", resource: "Cooling", unit: "MW", scale: 1e6, digits: 2 },
] as const;

/** What a family has of each resource. Supply, free and stranded belong to all families alike: they are the region's. */
export function familyRows(family: Family, accounts: RegionDetail["accounts"]): FamilyRow[] {
  return lines.map(({ id, scale, ...line }) => {
    const account = accounts[id];
    const own = family.by[id];
    const taken = account.installed + account.committed + account.held;
    return {
      ...line,
      id,
      standing: own.installed / scale,
      inService: own.inService / scale,
      committed: own.committed / scale,
      others: Math.max(0, taken - own.installed - own.committed) / scale,
      reserved: account.reserved / scale,
      supply: account.supply / scale,
      free: account.free / scale,
      stranded: account.stranded / scale,
    };
  });
}

/** One family against the limits of the region, beside what the others take. */
export function FamilyResources({ region, family }: { region: RegionDetail; family: Family }) {
  return (
    <DataTable<FamilyRow>
      label={`Resources of ${family.name} in ${region.code}`}
      columns={columns}
      rows={familyRows(family, region.accounts)}
      rowKey={(row) => row.id}
      density="compact"
    />
  );
}

const amount = (of: (row: FamilyRow) => number) => (row: FamilyRow) => formatNumber(of(row), row.digits);

const columns: readonly Column<FamilyRow>[] = [
  { id: "resource", header: "Resource", noWrap: true, cell: (row) => row.resource },
  {
    id: "standing",
    header: "Stands",
    align: "end",
    cell: (row) => (
      <>
        {formatNumber(row.standing, row.digits)}
        <span className="hr-u">{row.unit === "positions" ? "pos." : row.unit}</span>
      </>
    ),
  },
  { id: "inService", header: "In service", align: "end", priority: 2, cell: amount((row) => row.inService) },
  { id: "committed", header: "Committed", align: "end", priority: 2, cell: amount((row) => row.committed) },
  { id: "others", header: "Other families", align: "end", priority: 2, cell: amount((row) => row.others) },
  {
    id: "free",
    header: "Free for all",
    align: "end",
    cell: (row) => <b className="hr-med">{formatNumber(row.free, row.digits)}</b>,
  },
  { id: "stranded", header: "Stranded", align: "end", priority: 2, cell: amount((row) => row.stranded) },
  {
    id: "bar",
    header: "Of the limit; lighter: the others",
    width: "22%",
    cell: (row) => (
      <LimitBar
        label={`${row.resource}: this family, then the others`}
        used={row.standing + row.committed}
        gain={row.others}
        held={row.reserved}
        limit={row.supply}
        format={(value) => `${formatNumber(value, row.digits)} ${row.unit}`}
      />
    ),
  },
  {
    id: "share",
    header: "Share",
    align: "end",
    priority: 2,
    cell: (row) => formatPercent(shareOf(row.standing + row.committed, row.supply)).text,
  },
];
