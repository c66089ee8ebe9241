import { ExhaustionAxis, ExhaustionLegend, ExhaustionRange } from "../../src/charts/ExhaustionRange";
import { formatMonth } from "../../src/format/dates";
import { Button } from "../../src/primitives/Button";
import { Clock } from "../../src/primitives/Clock";
import { type Column, DataTable } from "../../src/primitives/DataTable";
import { Icon } from "../../src/primitives/Icon";
import { Link } from "../../src/primitives/Link";
import { Columns, PageHeader, Section } from "../../src/primitives/PageHeader";
import { Id, Num } from "../../src/primitives/Text";
import { monthsTone } from "../../src/region/regionTypes";

interface Need {
  id: string;
  share: number;
  due: string;
  what: string;
  title: string;
  detail: string;
}
const needs: Need[] = [
  {
    id: "PL-2318",
    share: 0.12,
    due: "2 h 40 min",
    what: "Sign or decline",
    title: "eu-north compute build, Q4",
    detail: "+4.8 MW, 312 racks. Worst single failure 96 % on UPS NRD2-1C.",
  },
  {
    id: "PL-2309",
    share: 0.55,
    due: "Thu 14 May",
    what: "Replan",
    title: "us-east memory refresh",
    detail: "Base moved by 14 changes. 3 of 61 actions no longer fit.",
  },
  {
    id: "RQ-4471",
    share: 0.8,
    due: "Mon 18 May",
    what: "Answer",
    title: "12 × C5 for search-index",
    detail: "Fits nowhere in NRD-2. Cheapest relief 6.2 kW on one PDU.",
  },
];
const needColumns: Column<Need>[] = [
  { id: "due", header: "Due", noWrap: true, cell: (need) => <Clock share={need.share}>{need.due}</Clock> },
  {
    id: "what",
    header: "What",
    noWrap: true,
    priority: 2,
    cell: (need) => <span className="hr-med">{need.what}</span>,
  },
  {
    id: "item",
    header: "Item",
    wrap: true,
    cell: (need) => (
      <>
        <span className="hr-phone hr-med">{need.what}: </span>
        <Id>{need.id}</Id> <Link href="?page=review">{need.title}</Link>
        <span className="hr-t-sub">{need.detail}</span>
      </>
    ),
  },
  {
    id: "go",
    header: "Open",
    align: "end",
    priority: 2,
    cell: () => <Icon name="chevronRight" size={12} className="hr-mut" />,
  },
];
interface Out {
  code: string;
  p: [number | null, number | null, number | null];
  orderBy: number | null;
  binds: string;
  runsOut: string;
  freeMw: number;
}
const outs: Out[] = [
  { code: "eu-north", p: [3, 5.2, 8], orderBy: 1.4, binds: "Power", runsOut: formatMonth("2026-10-01"), freeMw: 3.2 },
  { code: "ap-south", p: [4, 7.4, 11], orderBy: 2.7, binds: "Space", runsOut: "Dec 2026", freeMw: 2.5 },
  { code: "us-central", p: [10, 14.3, 21], orderBy: 9.6, binds: "Power", runsOut: "Jul 2027", freeMw: 12.4 },
  { code: "us-west", p: [null, 26.5, null], orderBy: null, binds: "Space", runsOut: "Jul 2028", freeMw: 26.5 },
  {
    code: "ap-southeast",
    p: [30, Number.POSITIVE_INFINITY, 36],
    orderBy: null,
    binds: "None in 36 mo",
    runsOut: "after 2029",
    freeMw: 12,
  },
  {
    code: "au-east",
    p: [null, null, null],
    orderBy: null,
    binds: "Meter feed silent 9 d",
    runsOut: "Unknown",
    freeMw: Number.NaN,
  },
];
const tone = { critical: "hr-crit hr-strong", attention: "hr-att hr-med", within: "", unknown: "hr-sec" } as const;
const outColumns: Column<Out>[] = [
  { id: "code", header: "Region", noWrap: true, cell: (out) => <Link href="?page=regions">{out.code}</Link> },
  {
    id: "range",
    header: <ExhaustionAxis />,
    width: "42%",
    cell: (out) => <ExhaustionRange p10={out.p[0]} p50={out.p[1]} p90={out.p[2]} orderBy={out.orderBy} />,
  },
  {
    id: "out",
    header: "Runs out",
    noWrap: true,
    cell: (out) => {
      const loud = monthsTone(out.p[1]);
      return (
        <span className={tone[loud]}>
          {loud === "within" ? null : (
            <Icon name={loud === "critical" ? "over" : loud === "attention" ? "near" : "unknown"} size={12} />
          )}{" "}
          {out.runsOut}
        </span>
      );
    },
  },
  { id: "binds", header: "Binds", priority: 2, cell: (out) => <span className="hr-sec">{out.binds}</span> },
  {
    id: "free",
    header: "Free now",
    align: "end",
    priority: 2,
    cell: (out) =>
      Number.isNaN(out.freeMw) ? (
        <span className="hr-mut">not known</span>
      ) : (
        <Num of={out.freeMw.toFixed(1)} unit="MW" />
      ),
  },
];

export function OverviewPage() {
  return (
    <>
      <PageHeader
        title="Tuesday 12 May"
        actions={
          <Button variant="primary" keyHint="C">
            New request
          </Button>
        }
      >
        Five things are yours, the first due in <b>2 h 40 min</b>. <b>eu-north</b> runs out first: Oct 2026 (Aug – Jan),
        power; the order-by date is in 43 days.
      </PageHeader>
      <Columns template="minmax(0,1fr) 452px">
        <div>
          <Section
            id="h1"
            title="Needs you"
            note="5 of 9 open, by time left"
            actions={<Link href="?page=review">Inbox</Link>}
          >
            <DataTable
              label="Needs you"
              columns={needColumns}
              rows={needs}
              rowKey={(need) => need.id}
              rowHeader="item"
              density="roomy"
              hideHead
              hotkeys
            />
          </Section>
          <Section id="h2" title="Regions by months to exhaustion" note="the resource that binds first, P10 – P90">
            <DataTable
              label="Regions by months to exhaustion"
              columns={outColumns}
              rows={outs}
              rowKey={(out) => out.code}
            />
            <ExhaustionLegend />
          </Section>
        </div>
        <Section id="h4" title="Requests waiting" note="7 open, time left to answer">
          <DataTable
            label="Requests waiting"
            density="compact"
            rowKey={(row) => row.id}
            rowHeader="service"
            rows={[
              {
                id: "RQ-4480",
                service: "ml-train-eu",
                asks: "16 × A2",
                says: "No place yet",
                left: "1 d 4 h",
                share: 0.2,
              },
              {
                id: "RQ-4471",
                service: "search-index",
                asks: "12 × C5",
                says: "Does not fit",
                left: "3 d 6 h",
                share: 0.4,
              },
            ]}
            columns={[
              { id: "id", header: "Request", priority: 2, noWrap: true, cell: (row) => <Id>{row.id}</Id> },
              {
                id: "service",
                header: "Service",
                noWrap: true,
                cell: (row) => <Link href="?page=controls">{row.service}</Link>,
              },
              { id: "asks", header: "Asks", align: "end", cell: (row) => row.asks },
              {
                id: "says",
                header: "Planner says",
                noWrap: true,
                cell: (row) => <span className="hr-sec">{row.says}</span>,
              },
              {
                id: "left",
                header: "Left",
                align: "end",
                cell: (row) => (
                  <Clock share={row.share} after>
                    {row.left}
                  </Clock>
                ),
              },
            ]}
          />
        </Section>
      </Columns>
    </>
  );
}
