"use client";
import type { ReactNode } from "react";
import { formatNumber, formatSigned } from "../format/numbers";
import { Button } from "../primitives/Button";
import { Icon } from "../primitives/Icon";
import { Link } from "../primitives/Link";
import { type LimitAmounts, marginTone, worstFirst } from "./certificateLogic";

export interface LimitLine extends LimitAmounts {
  id: string;
  /** "PDU 1D-4, if 1C fails". */
  limit: string;
  href?: string;
  /** "kW", "t", "" for counts. */
  unit: string;
  digits?: number;
}

export interface Relaxation {
  id: string;
  /** "6.2 kW more failover on PDU 1D-4". */
  text: ReactNode;
  /** What it gains: "+14 racks". */
  gain?: string;
  /** Why it cannot be tried now. */
  off?: string | null;
}

export interface CertificateProps {
  /** Unique on the page. */
  id: string;
  /** "RQ-4471 does not fit here", "Fits in row 1-22". */
  title: string;
  fits: boolean;
  /** What was asked: "12 × C5 for search-index, 15.5 kW each, half per feed". */
  asked?: ReactNode;
  limits: readonly LimitLine[];
  relaxations?: readonly Relaxation[];
  onTry?: (id: string) => void;
  /** The relaxation being tried now. */
  tryingId?: string | null;
}

const ICON = { critical: "over", attention: "near", within: "within" } as const;
const WORD = { critical: "broken", attention: "near", within: "within" } as const;

/** Why something fits or does not: limit, asked, left, margin, worst first; then what would make it fit. No prose in its place. */
export function Certificate(props: CertificateProps) {
  return (
    <section className="hr-cert" aria-labelledby={props.id}>
      <h3 id={props.id} className={props.fits ? undefined : "hr-crit"}>
        <Icon name={props.fits ? "within" : "over"} />
        {props.title}
      </h3>
      {props.asked ? <div className="hr-s12 hr-sec">{props.asked}</div> : null}
      <table className="hr-t hr-t-flush hr-cert-t">
        <thead>
          <tr>
            <th scope="col">Limit, worst first</th>
            <th scope="col" className="hr-n">
              Asked
            </th>
            <th scope="col" className="hr-n">
              Left
            </th>
            <th scope="col" className="hr-n">
              Margin
            </th>
          </tr>
        </thead>
        <tbody>
          {worstFirst(props.limits).map((line) => {
            const tone = marginTone(line);
            const digits = line.digits ?? (line.unit === "" ? 0 : 1);
            return (
              <tr key={line.id} data-tone={tone}>
                <th scope="row">
                  <Icon name={ICON[tone]} size={11} label={WORD[tone]} />{" "}
                  {line.href ? <Link href={line.href}>{line.limit}</Link> : line.limit}
                </th>
                <td className="hr-n">{formatNumber(line.asked, digits)}</td>
                <td className="hr-n">{formatNumber(line.left, digits)}</td>
                <td className="hr-n hr-pct" data-tone={tone}>
                  {formatSigned(line.left - line.asked, digits)}
                  <span className="hr-u">{line.unit}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {props.relaxations?.length ? (
        <>
          <h4>
            What would make it fit <span className="hr-mut">each checked by solving again</span>
          </h4>
          <ol className="hr-relax">
            {props.relaxations.map((one, index) => (
              <li key={one.id}>
                <span className="hr-mut">{index + 1}</span>
                <span>
                  {one.text} {one.gain ? <span className="hr-mut">{one.gain}</span> : null}
                </span>
                {props.onTry ? (
                  <Button
                    size="small"
                    off={one.off ?? (props.tryingId === one.id ? "Being tried now" : null)}
                    onPress={() => props.onTry?.(one.id)}
                  >
                    Try it
                  </Button>
                ) : null}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </section>
  );
}
