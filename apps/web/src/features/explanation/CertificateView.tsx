import type { RequestCertificateDto } from "@headroom/contracts/explanation";
import { formatList } from "@headroom/ui/format/lists";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { Certificate } from "@headroom/ui/plan/Certificate";
import { ScoreTerms } from "@headroom/ui/plan/ScoreTerms";
import { Muted } from "@headroom/ui/primitives/Text";
import { useId } from "react";
import { rowLabel } from "../words/places";
import { WhyPanel } from "./WhyPanel";
import {
  choiceWords,
  leftWords,
  limitLine,
  limitName,
  rowsByLimitWords,
  termDifference,
  termWords,
  waysOut,
  withheldWords,
} from "./words";

type Chosen = NonNullable<RequestCertificateDto["chosen"]>;

const labelOf = ({ room, row }: { room?: string | undefined; row: string }) => rowLabel(room, row);

/** Why a request fits nowhere, or why it was placed where it was: the certificate the planner made, in words and numbers. */
export function CertificateView({
  certificate,
  rowsThatFit,
  live,
}: {
  certificate: RequestCertificateDto;
  /** The request and plan it is of: every limit is then shown as it is now, and what would help can be tried. */
  live?: { requestId: number; planId: number; tryFirst?: boolean };
  /** Rows that could have taken it, where that is known and no other row was scored. */
  rowsThatFit?: number;
}) {
  const { chosen, withheld } = certificate;
  return (
    <div className="certificate">
      {certificate.apart ? <ApartWords apart={certificate.apart} /> : null}
      {withheld ? (
        <p className="pad">
          <b>In its turn it fitted in row {withheld.row}, and the policy kept it back.</b> {withheldWords(withheld)}{" "}
          That is a proposal: place it all the same, or leave it out.
        </p>
      ) : null}
      {chosen ? (
        <Choice
          chosen={chosen}
          rowsThatFit={rowsThatFit}
          rows={certificate.lots?.length ?? 1}
          byPerson={isByPerson(certificate)}
          isLive={live !== undefined}
        />
      ) : null}
      {live ? (
        <>
          {certificate.outcome === "placed" || withheld ? null : (
            <Stopped certificate={certificate} isRest={chosen !== null} />
          )}
          <WhyPanel {...live} />
        </>
      ) : certificate.outcome === "placed" || withheld ? null : (
        <Miss certificate={certificate} isRest={chosen !== null} />
      )}
      <Considered certificate={certificate} />
    </div>
  );
}

/** Why no datacenter was left: those it is to stand with are elsewhere. */
export function ApartWords({ apart }: { apart: NonNullable<RequestCertificateDto["apart"]> }) {
  return (
    <p className="pad">
      <b>
        Others of key {apart.key} stand in {formatList(apart.datacenters)},
      </b>{" "}
      where this request may not go.
    </p>
  );
}

const isByPerson = ({ override }: RequestCertificateDto) => override !== undefined && override.dropped === null;

/** How many rows each limit stopped. */
function Stopped({ certificate, isRest }: { certificate: RequestCertificateDto; isRest: boolean }) {
  const rows = rowsByLimitWords(certificate);
  return (
    <p className="pad cert-say">
      <b>{isRest ? "The rest fits in no row." : "It fits in no row."}</b>{" "}
      {rows ? (
        <Muted>
          Rows stopped{certificate.datacenter ? ` in ${certificate.datacenter}` : ""}, by the limit that came first:{" "}
          {rows}.
        </Muted>
      ) : null}
    </p>
  );
}

interface ChoiceProps {
  chosen: Chosen;
  rowsThatFit?: number | undefined;
  /** It is split over so many. */
  rows: number;
  byPerson: boolean;
  /** Every limit follows as it is now: the next one to bind is said there. */
  isLive: boolean;
}

/** Where it stands, against the next best row. */
function Choice({ chosen, rowsThatFit, rows, byPerson, isLive }: ChoiceProps) {
  return (
    <>
      <p className="pad cert-say">
        <b>
          {byPerson
            ? `Row ${labelOf(chosen)}, chosen by a person${chosen.runnerUp ? ` instead of ${labelOf(chosen.runnerUp)}` : ""}.`
            : choiceWords(chosen, rowsThatFit, rows)}
        </b>{" "}
        {chosen.runnerUp ? <Muted>Fewer points are better.</Muted> : null}
      </p>
      {chosen.runnerUp ? (
        <ScoreTerms
          digits={2}
          hereName={labelOf(chosen)}
          runnerUpName={labelOf(chosen.runnerUp)}
          terms={termsOf(chosen, chosen.runnerUp.terms)}
        />
      ) : null}
      {chosen.nextLimit && !isLive ? (
        <p className="pad hr-mut hr-s12">
          Next to bind there: {limitName(chosen.nextLimit)}, {leftWords(chosen.nextLimit)}.
        </p>
      ) : null}
    </>
  );
}

/** Terms that say nothing of either row are left out; the sum is the same. */
const termsOf = (chosen: Chosen, others: Record<string, number>) =>
  Object.entries(chosen.terms)
    .map(([term, here]) => ({ id: term, term: termWords[term] ?? term, here, runnerUp: others[term] ?? 0 }))
    .map((term) => ({ ...term, why: termDifference(term.id, term.here - term.runnerUp) }))
    .filter((term) => term.here !== 0 || term.runnerUp !== 0);

/** The row that came nearest, limit by limit, and what would make it fit. `isRest`: of the part that was not placed. */
function Miss({ certificate, isRest }: { certificate: RequestCertificateDto; isRest: boolean }) {
  const id = useId();
  const nearest = certificate.nearest[0];
  const rows = rowsByLimitWords(certificate);
  const place = certificate.datacenter ? `${certificate.datacenter}, ` : "";
  if (!nearest) {
    return (
      <p className="pad hr-sec">
        {rows
          ? `Rows stopped, by the first limit: ${rows}.`
          : isRest
            ? "The rest fits in no single row as it is; a plan of its own may place it in lots."
            : "No row was allowed to take it."}
      </p>
    );
  }
  return (
    <div className="pad">
      <Certificate
        id={id}
        title={
          nearest.fits
            ? `${isRest ? "The rest fits" : "Fits"} in ${place}row ${nearest.row}`
            : `${isRest ? "The rest does not fit" : "Does not fit"}. Nearest: ${place}row ${nearest.row}`
        }
        fits={nearest.fits}
        asked={rows ? `Rows stopped, by the limit that came first: ${rows}.` : undefined}
        limits={nearest.checks.map((check, index) => limitLine(check, `${id}-${index}`))}
        relaxations={waysOut(certificate.relaxations).map((way, index) => ({ id: `${id}-r${index}`, ...way }))}
      />
      {certificate.nearest.length > 1 ? (
        <p className="hr-mut hr-s12">
          Also near:{" "}
          {certificate.nearest
            .slice(1)
            .map((row) => `row ${row.row}`)
            .join(", ")}
          .
        </p>
      ) : null}
    </div>
  );
}

/** The datacenters it might have gone to, as they were before the plan. */
function Considered({ certificate }: { certificate: RequestCertificateDto }) {
  const places = certificate.considered ?? [];
  if (places.length < 2) return null;
  const fitting = places.filter((place) => place.fits).length;
  return (
    <details className="cert-more">
      <summary>
        {formatCount(places.length, "datacenter")} considered, {fitting === 0 ? "none takes it" : `${fitting} could`}
      </summary>
      <table className="hr-t" data-density="compact" aria-label="Datacenters considered, best first">
        <thead>
          <tr>
            <th scope="col">Datacenter</th>
            <th scope="col" className="hr-n">
              Racks that fit
            </th>
            <th scope="col" className="hr-n">
              Free positions
            </th>
            <th scope="col" className="hr-n">
              Power left
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.datacenter} data-selected={place.datacenter === certificate.datacenter || undefined}>
              <th scope="row">{place.datacenter}</th>
              <td className="hr-n">{formatNumber(place.racksThatFit)}</td>
              <td className="hr-n">{formatNumber(place.freePositions)}</td>
              <td className="hr-n">{formatPower(place.freePowerW).text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
