import type { ReactNode } from "react";
import { formatNumber, formatSigned } from "../format/numbers";

export interface ScoreTerm {
  id: string;
  /** "Stranded power avoided". */
  term: ReactNode;
  /** Points of the place chosen, and of the runner-up; null: no runner-up. */
  here: number;
  runnerUp: number | null;
  /** "0.3 MW less stranded by failover". */
  why?: ReactNode;
}

export interface ScoreTermsProps {
  /** "Row 1-22". */
  hereName: string;
  /** "Row 2-03"; null when nothing else was possible. */
  runnerUpName: string | null;
  terms: readonly ScoreTerm[];
  /** Digits after the point; more for places that differ by little. */
  digits?: number;
}

/** Why here and not at the runner-up: the terms of the score, the one that decided first. */
export function ScoreTerms({ hereName, runnerUpName, terms, digits = 1 }: ScoreTermsProps) {
  const difference = (term: ScoreTerm) => term.here - (term.runnerUp ?? 0);
  const ranked = [...terms].sort((a, b) => Math.abs(difference(b)) - Math.abs(difference(a)));
  const widest = Math.max(1e-9, ...ranked.map((term) => Math.abs(difference(term))));
  const sum = (pick: (term: ScoreTerm) => number) => terms.reduce((total, term) => total + pick(term), 0);
  return (
    <table className="hr-t hr-score" data-density="compact">
      <caption className="hr-vh">
        Score of {hereName}
        {runnerUpName ? ` against ${runnerUpName}` : ""}
      </caption>
      <thead>
        <tr>
          <th scope="col">Term</th>
          <th scope="col" className="hr-n">
            {hereName}
          </th>
          <th scope="col" className="hr-n hr-p2">
            {runnerUpName ?? "no other place"}
          </th>
          <th scope="col">Difference</th>
          <th scope="col" className="hr-n">
            <span className="hr-vh">Points</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {ranked.map((term) => {
          const points = difference(term);
          const width = (Math.abs(points) / widest) * 50;
          return (
            <tr key={term.id}>
              <th scope="row">
                {term.term}
                {term.why ? <span className="hr-t-sub">{term.why}</span> : null}
              </th>
              <td className="hr-n">{formatNumber(term.here, digits)}</td>
              <td className="hr-n hr-sec hr-p2">
                {term.runnerUp === null ? "\u2013" : formatNumber(term.runnerUp, digits)}
              </td>
              <td className="hr-score-b">
                <i
                  data-sign={points < 0 ? "less" : "more"}
                  style={{ width: `${width}%`, left: points < 0 ? `${50 - width}%` : "50%" }}
                />
              </td>
              <td className="hr-n">{formatSigned(points, digits)}</td>
            </tr>
          );
        })}
        <tr className="hr-score-sum">
          <th scope="row">Together</th>
          <td className="hr-n">
            {formatNumber(
              sum((term) => term.here),
              digits,
            )}
          </td>
          <td className="hr-n hr-sec hr-p2">
            {runnerUpName
              ? formatNumber(
                  sum((term) => term.runnerUp ?? 0),
                  digits,
                )
              : "\u2013"}
          </td>
          <td />
          <td className="hr-n">{formatSigned(sum(difference), digits)}</td>
        </tr>
      </tbody>
    </table>
  );
}
