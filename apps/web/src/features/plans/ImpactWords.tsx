import type { DatacenterImpact, PlanSummary } from "@headroom/contracts/plan";
import { formatMonth } from "@headroom/ui/format/dates";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { LimitShare } from "@headroom/ui/primitives/LimitBar";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { amountText } from "../words/amounts";
import { strandCauseWords } from "../words/capacity";

/** What binds in a datacenter with the plan, and what binds next. */
export function Binds({ impact }: { impact: DatacenterImpact }) {
  const binds = impact.binds ?? [];
  if (binds.length === 0) return null;
  return (
    <ul className="pad plain-list hr-s12" aria-label={`What binds in ${impact.datacenter}`}>
      {binds.map((limit, at) => (
        <li key={`${limit.kind} ${limit.name}`}>
          <Muted>{at === 0 ? "Binds:" : "Next:"}</Muted>{" "}
          {limit.kind === "device" ? limit.name : `cooling ${limit.name}`}
          {limit.failed ? ` if ${limit.failed} fails` : ""} <LimitShare share={limit.percent / 100} />
          <Muted>, was {formatNumber(limit.percentBefore)} %</Muted>
        </li>
      ))}
    </ul>
  );
}

/** Stranded power and positions by cause, before and after; nothing where nothing is stranded. */
export function Stranded({ impact }: { impact: DatacenterImpact }) {
  const lines = (["power", "space"] as const).flatMap((resource) => {
    const [before, after] = [impact.before[resource].strandedBy, impact.after[resource].strandedBy];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((cause) => ({
      id: `${resource} ${cause}`,
      resource,
      cause,
      before: before[cause] ?? 0,
      after: after[cause] ?? 0,
    }));
  });
  if (lines.length === 0) return null;
  const text = (resource: "power" | "space", amount: number) =>
    amountText(amount, resource === "power" ? "W" : "positions");
  return (
    <table className="hr-t" data-density="compact" aria-label={`Stranded in ${impact.datacenter} by cause`}>
      <thead>
        <tr>
          <th scope="col">Stranded</th>
          <th scope="col">By</th>
          <th scope="col" className="hr-n">
            Before
          </th>
          <th scope="col" className="hr-n">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">{line.resource === "power" ? "Power" : "Space"}</th>
            <td>{strandCauseWords(line.cause)}</td>
            <td className="hr-n hr-sec">{text(line.resource, line.before)}</td>
            <td className="hr-n">{text(line.resource, line.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const resourceWords = { space: "space", power: "power", cooling: "cooling" } as const;
const named = 3;

/** Which forecast demand finds no room because of the plan. */
export function DisplacedSection({ summary }: { summary: Pick<PlanSummary, "displaced"> }) {
  const { displaced } = summary;
  if (displaced === undefined) return null;
  return (
    <Section id="displaced" title="What it displaces" note="forecast by the plain trend of twelve months">
      {displaced.length === 0 ? (
        <p className="pad hr-sec">Nothing: room lasts as long as without it, or no trend is known.</p>
      ) : (
        <ul className="pad plain-list">
          {displaced.map((one) => (
            <li key={`${one.kind} ${one.place}`}>
              <b>
                {one.place} runs out in {formatMonth(one.from)}
              </b>
              , {resourceWords[one.resource]}:{" "}
              {one.monthsEarlier === null
                ? "without it not within three years"
                : `${earlierWords(one.monthsEarlier)} earlier`}
              . {amountOf(one.resource, one.amount)} of demand expected until {formatMonth(one.to)} find no room
              {one.families.length > 0 ? (
                <Muted>
                  {": "}
                  {one.families
                    .slice(0, named)
                    .map((f) => `${f.family} ${amountOf(one.resource, f.amount)}`)
                    .join(", ")}
                </Muted>
              ) : null}
              .
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const daysAMonth = 365.25 / 12;

/** "2.4 months", "15 days", "less than a day". */
function earlierWords(months: number): string {
  if (months >= 1) return `${formatNumber(months, 1)} months`;
  const days = Math.round(months * daysAMonth);
  return days < 1 ? "less than a day" : formatCount(days, "day");
}

const amountOf = (resource: keyof typeof resourceWords, amount: number): string =>
  resource === "space" ? amountText(Math.round(amount), "positions") : formatPower(amount).text;
