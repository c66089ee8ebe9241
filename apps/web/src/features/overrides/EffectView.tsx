import type { OverrideEffect } from "@headroom/contracts/override";
import { formatCount } from "@headroom/ui/format/numbers";
import { Certificate } from "@headroom/ui/plan/Certificate";
import { ScoreTerms } from "@headroom/ui/plan/ScoreTerms";
import { LimitBar } from "@headroom/ui/primitives/LimitBar";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { limitLine, limitName, termWords, withheldWords } from "../explanation/words";
import { amountOf, costWords, placeName } from "./words";

/** What moving a placement would do, before it is kept: points by term, every limit before and after, and what gives way. */
export function EffectView({ effect, id }: { effect: OverrideEffect; id: string }) {
  if (!effect.fits) return <Broken effect={effect} id={id} />;
  if (effect.unchanged)
    return (
      <PanelBlock>
        <p className="hr-sec">It stands there already. Choose another row, or another split.</p>
      </PanelBlock>
    );
  return (
    <>
      <PanelBlock title="What it comes to" note={effect.score ? "fewer points are better" : undefined}>
        <p className="over-say">
          <b>{comesToWords(effect)}</b> {effect.displaced.length === 0 ? "Nothing else of the plan has to move." : null}
        </p>
        {effect.withheld ? (
          <p className="over-say">
            <StateLabel state="near">Kept back by the policy</StateLabel> {withheldWords(effect.withheld)}
          </p>
        ) : null}
        {effect.rule ? (
          <p className="over-say">
            <StateLabel state="near">Against a rule</StateLabel> <Muted>{effect.rule}</Muted>
          </p>
        ) : null}
        {effect.score ? (
          <ScoreTerms
            digits={2}
            hereName={placeName(effect.to, effect.from?.datacenter)}
            runnerUpName={effect.from ? `now, ${placeName(effect.from)}` : "now"}
            terms={effect.score.terms
              .filter((term) => Math.abs(term.here) > 1e-9 || Math.abs(term.there) > 1e-9)
              .map(({ term, here, there }) => ({
                id: term,
                term: termWords[term] ?? term,
                here: there,
                runnerUp: here,
              }))}
          />
        ) : null}
      </PanelBlock>
      <Displaced effect={effect} />
      <Limits effect={effect} />
    </>
  );
}

function comesToWords({ from, to, racks, cost, displaced }: OverrideEffect): string {
  if (from) return `${placeName(to, from.datacenter)} is ${costWords(cost)} than ${placeName(from, from.datacenter)}.`;
  const lost = displaced.reduce((sum, one) => sum + (one.to ? 0 : one.racks), 0);
  const placed = `${formatCount(racks, "rack")} more in row ${placeName(to)}.`;
  if (lost > 0) return `${placed} ${formatCount(lost, "rack")} of others lose their place.`;
  return displaced.length > 0 ? `${placed} What gives way stands ${costWords(cost)} elsewhere.` : placed;
}

function Broken({ effect, id }: { effect: OverrideEffect; id: string }) {
  const { checks } = effect.certificate;
  return (
    <PanelBlock>
      <Certificate
        id={id}
        title={`Row ${placeName(effect.to)} does not take it`}
        fits={false}
        asked={`${formatCount(effect.racks, "rack")} of ${effect.rackType}. A limit that breaks cannot be overridden.`}
        limits={checks.map((check, at) => limitLine(check, `${id}-${at}`))}
      />
    </PanelBlock>
  );
}

function Displaced({ effect }: { effect: OverrideEffect }) {
  const { displaced, fitsThen } = effect;
  if (displaced.length === 0 && fitsThen.length === 0) return null;
  return (
    <PanelBlock
      title="What gives way"
      note={displaced.length === 0 ? "nothing" : formatCount(displaced.length, "placement")}
    >
      <ul className="plain-list hr-s12" aria-label="What gives way">
        {displaced.map((one) => (
          <li key={`${one.requestId}-${one.from.rowId}`}>
            <Id>RQ-{one.requestId}</Id> {formatCount(one.racks, "rack")} of {one.rackType}:{" "}
            {one.to ? (
              <>
                moves from {placeName(one.from)} to {placeName(one.to, one.from.datacenter)}{" "}
                <Muted>{costWords(one.cost ?? 0)}</Muted>
              </>
            ) : (
              <StateLabel state="over">{`loses its place in ${placeName(one.from)}`}</StateLabel>
            )}
          </li>
        ))}
        {fitsThen.map((one) => (
          <li key={one.requestId}>
            <Id>RQ-{one.requestId}</Id> {formatCount(one.racks, "rack")} that found no place: would find one, plan again
            after this
          </li>
        ))}
      </ul>
    </PanelBlock>
  );
}

const shown = 8;

function Limits({ effect }: { effect: OverrideEffect }) {
  const limits = effect.limits.slice(0, shown);
  return (
    <PanelBlock
      title={effect.from ? "Limits of both rows" : `Limits of row ${placeName(effect.to)}`}
      note={effect.limits.length > shown ? `the ${shown} nearest of ${effect.limits.length}` : "least left first"}
    >
      <table className="hr-t hr-t-flush" data-density="compact" aria-label="Limits before and after">
        <thead>
          <tr>
            <th scope="col">Limit</th>
            <th scope="col" className="bar-cell">
              After
            </th>
            <th scope="col" className="hr-n">
              Left now
            </th>
            <th scope="col" className="hr-n">
              Then
            </th>
          </tr>
        </thead>
        <tbody>
          {limits.map((limit) => {
            const used = limit.capacity - limit.before;
            const next = limit.capacity - limit.after;
            return (
              <tr key={`${limit.limit} ${limit.subject} ${limit.failed ?? ""}`}>
                <th scope="row">{limitName(limit)}</th>
                <td>
                  <LimitBar
                    label={limitName(limit)}
                    used={Math.min(used, next)}
                    planned={Math.max(0, next - used)}
                    limit={limit.capacity}
                    format={(amount) => amountOf(amount, limit.unit)}
                  />
                </td>
                <td className="hr-n hr-sec">{amountOf(limit.before, limit.unit)}</td>
                <td className="hr-n">{amountOf(limit.after, limit.unit)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </PanelBlock>
  );
}
