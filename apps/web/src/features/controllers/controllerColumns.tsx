import type { ControllerRow } from "@headroom/contracts/controller";
import { formatAgo } from "@headroom/ui/format/dates";
import { formatNumber, formatPower } from "@headroom/ui/format/numbers";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { contactOf, pollWords, powerWord, whereWords } from "./words";

export const controllerHref = ({ id }: Pick<ControllerRow, "id">): string => `/controllers/${id}`;

export const controllerColumns = (now: number): readonly Column<ControllerRow>[] => [
  {
    id: "server",
    header: "Server",
    noWrap: true,
    cell: (row) => (
      <Link href={controllerHref(row)}>
        <Id>{whereWords(row)}</Id>
      </Link>
    ),
  },
  { id: "contact", header: "Last contact", cell: (row) => <ContactOf row={row} now={now} /> },
  {
    id: "power",
    header: "Power",
    noWrap: true,
    cell: ({ polled }) =>
      polled?.power ? powerWord(polled.power) : <Muted>{polled ? "not told" : "not asked"}</Muted>,
  },
  {
    id: "draws",
    header: "Draws",
    align: "end",
    priority: 2,
    noWrap: true,
    cell: ({ polled }) => (polled && polled.watts !== null ? <Num of={formatPower(polled.watts)} /> : <Muted>–</Muted>),
  },
  {
    id: "inlet",
    header: "Inlet",
    align: "end",
    priority: 2,
    noWrap: true,
    cell: ({ polled }) =>
      polled && polled.inletC !== null ? `${formatNumber(polled.inletC, 1)} °C` : <Muted>–</Muted>,
  },
  {
    id: "firmware",
    header: "BIOS",
    priority: 3,
    noWrap: true,
    cell: ({ firmware }) => firmware ?? <Muted>not told</Muted>,
  },
  {
    id: "polled",
    header: "Readings",
    priority: 2,
    noWrap: true,
    cell: (row) => (
      <>
        {pollWords(row)}
        {row.pollFailures > 0 ? <Muted>{`, ${formatNumber(row.pollFailures)} in a row missed`}</Muted> : null}
      </>
    ),
  },
  { id: "address", header: "Address", priority: 2, noWrap: true, cell: ({ url }) => <Id>{url}</Id> },
  { id: "site", header: "Site", priority: 3, noWrap: true, cell: ({ datacenter }) => datacenter },
];

export function ContactOf({ row, now }: { row: Pick<ControllerRow, "lastSeenAt" | "lastFault">; now: number }) {
  const { state, words } = contactOf(row);
  const seen = row.lastSeenAt ? formatAgo(row.lastSeenAt, now) : null;
  return (
    <>
      <StateLabel state={state}>{words}</StateLabel>
      {seen ? <Muted>{row.lastFault ? `, answered ${seen}` : `, ${seen}`}</Muted> : null}
    </>
  );
}
