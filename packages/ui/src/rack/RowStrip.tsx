import { Link } from "../primitives/Link";

export interface StripRack {
  code: string;
  /** Along the row, from 1. */
  position: number;
  heightU: number;
  /** Units that devices take, halves for half depth. */
  usedU: number;
  /** It is not there yet: "C5, with PL-12". */
  planned?: string;
  /** It stands, and leaves: "moves to 1-08, 04". */
  leaving?: string;
}

export interface RowStripProps {
  /** "Row 1-17". */
  label: string;
  racks: readonly StripRack[];
  currentCode: string;
  hrefOf: (code: string) => string;
}

/** The row of a rack, small: how full each rack is, and the way there. A device may be dropped on one. */
export function RowStrip({ label, racks, currentCode, hrefOf }: RowStripProps) {
  const last = Math.max(0, ...racks.map((rack) => rack.position));
  // what stands before what is to follow it
  const at = new Map([...racks].sort((a, b) => Number(!a.planned) - Number(!b.planned)).map((r) => [r.position, r]));
  return (
    <nav className="hr-strip" aria-label={`Racks of ${label.toLowerCase()}`}>
      <span className="hr-strip-l">{label}</span>
      <ol>
        {Array.from({ length: last }, (_, index) => {
          const rack = at.get(index + 1);
          const number = String(index + 1).padStart(2, "0");
          if (!rack) {
            return (
              <li key={number} aria-hidden="true">
                <span className="hr-strip-free">{number}</span>
              </li>
            );
          }
          if (rack.planned !== undefined) {
            return (
              <li key={number}>
                <span className="hr-strip-planned" title={rack.planned}>
                  <span className="hr-vh">
                    Position {number}: planned, {rack.planned}
                  </span>
                  <span aria-hidden="true">{number}</span>
                </span>
              </li>
            );
          }
          const share = Math.min(1, rack.usedU / rack.heightU);
          const current = rack.code === currentCode;
          return (
            <li key={number}>
              <Link
                href={hrefOf(rack.code)}
                aria-current={current ? "page" : undefined}
                aria-label={`Rack ${number}, ${rack.usedU} of ${rack.heightU} U taken${rack.leaving ? `, ${rack.leaving}` : ""}`}
                data-leaving={rack.leaving ? true : undefined}
                title={rack.leaving}
                data-rack-code={current ? undefined : rack.code}
                draggable={false}
              >
                <i style={{ height: `${Math.round(share * 100)}%` }} />
                <span>{number}</span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
