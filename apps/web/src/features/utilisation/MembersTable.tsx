"use client";
import type { Utilisation } from "@headroom/contracts/utilisation";
import { formatMonth } from "@headroom/ui/format/dates";
import { formatMonths, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { LimitBarWithShare } from "@headroom/ui/primitives/LimitBar";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { monthsTone } from "@headroom/ui/region/regionTypes";
import { type UtilisationView, useUtilisationView } from "./useUtilisationView";
import { viewHref } from "./utilisationQuery";
import { shownAs } from "./utilisationRows";

type Member = Utilisation["members"][number];
type Family = Utilisation["families"][number];

/** What the chosen month (else the last one) is made of: the next level below, and the families. Each opens its own history. */
export function MembersTable({ facts }: { facts: Utilisation }) {
  const [view, setView] = useUtilisationView();
  const as = shownAs[facts.resource];
  const number = (value: number) => formatNumber(value / as.scale, as.digits);
  const last = facts.months.at(-1)?.month ?? null;
  const isLast = facts.month === last;
  const when =
    facts.month === null ? "no month" : `${formatMonth(`${facts.month}-01`)}${isLast ? ", the last one kept" : ""}`;
  const back = isLast ? undefined : (
    <Button size="small" variant="quiet" onPress={() => void setView({ month: null })}>
      Back to the last month
    </Button>
  );
  const members: readonly Column<Member>[] = [
    {
      id: "code",
      header: facts.members[0]?.kind === "datacenter" ? "Datacenter" : "Region",
      noWrap: true,
      cell: (row) => <Link href={memberHref(row, view)}>{row.code}</Link>,
    },
    {
      id: "bar",
      header: `${as.word} against the limit`,
      width: "44%",
      cell: (row) => (
        <LimitBarWithShare
          label={`${row.code}: installed and committed against the limit`}
          used={row.last.installed + row.last.committed}
          held={row.last.reserved}
          limit={row.last.limit}
          format={(value) => `${number(value)} ${as.unit}`}
        />
      ),
    },
    {
      id: "months",
      header: "Months left",
      align: "end",
      noWrap: true,
      cell: (row) => <MonthsLeft member={row} />,
    },
  ];
  const families: readonly Column<Family>[] = [
    {
      id: "name",
      header: "Family",
      cell: (row) => <Link href={viewHref({ ...view, family: row.code })}>{row.name}</Link>,
    },
    { id: "installed", header: `Installed, ${as.unit}`, align: "end", cell: (row) => number(row.last.installed) },
    {
      id: "committed",
      header: `Committed, ${as.unit}`,
      align: "end",
      priority: 2,
      cell: (row) => number(row.last.committed),
    },
  ];
  return (
    <>
      {facts.members.length > 0 ? (
        <Section
          id="members"
          title={facts.members[0]?.kind === "datacenter" ? "By datacenter" : "By region"}
          note={when}
          actions={back}
        >
          <DataTable<Member>
            label={`Members, ${when}`}
            columns={members}
            rows={[...facts.members].sort((a, b) => (a.monthsToExhaustion ?? 999) - (b.monthsToExhaustion ?? 999))}
            rowKey={(row) => row.code}
          />
        </Section>
      ) : null}
      {facts.families.length > 0 && !view.family ? (
        <Section id="families" title="By family" note={when} actions={facts.members.length > 0 ? undefined : back}>
          <DataTable<Family>
            label={`Families, ${when}`}
            columns={families}
            rows={facts.families}
            rowKey={(row) => row.code}
          />
        </Section>
      ) : null}
    </>
  );
}

/** Unknown is told apart from far away. */
function MonthsLeft({ member }: { member: Member }) {
  if (member.status === "unknown") return <Muted>not known</Muted>;
  if (member.monthsToExhaustion === null) return <Muted>36+</Muted>;
  return (
    <span className="hr-pct" data-tone={monthsTone(member.monthsToExhaustion)}>
      {formatMonths(member.monthsToExhaustion).value}
    </span>
  );
}

const memberHref = (member: Member, view: UtilisationView): string =>
  viewHref(member.kind === "region" ? { ...view, region: member.code, dc: "" } : { ...view, dc: member.code });
