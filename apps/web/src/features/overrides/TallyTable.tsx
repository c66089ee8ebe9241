import type { OverrideReport } from "@headroom/contracts/override";
import { formatNumber } from "@headroom/ui/format/numbers";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { signedPoints } from "./words";

interface TallyTableProps {
  id: string;
  title: string;
  head: string;
  rows: OverrideReport["byReason"];
}

const shown = 12;

/** How often, how many racks and what it cost, by reason or row. */
export function TallyTable({ id, title, head, rows }: TallyTableProps) {
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map((row) => row.times));
  return (
    <Section
      id={id}
      title={title}
      note={rows.length > shown ? `the ${shown} most frequent of ${rows.length}` : undefined}
    >
      <table className="hr-t" data-density="compact" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="tally-bar">
              <span className="hr-vh">Share of the most frequent</span>
            </th>
            <th scope="col" className="hr-n">
              Times
            </th>
            <th scope="col" className="hr-n">
              Racks
            </th>
            <th scope="col" className="hr-n">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.key}</th>
              <td className="tally-bar" aria-hidden="true">
                <i style={{ width: `${(row.times / most) * 100}%` }} />
              </td>
              <td className="hr-n">{formatNumber(row.times)}</td>
              <td className="hr-n">{formatNumber(row.racks)}</td>
              <td className="hr-n">{signedPoints(row.cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
