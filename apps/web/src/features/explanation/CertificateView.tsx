import type { RequestCertificateDto } from "@headroom/contracts/explanation";
import { formatCount } from "@headroom/ui/format/numbers";
import { Certificate } from "@headroom/ui/plan/Certificate";
import { ScoreTerms } from "@headroom/ui/plan/ScoreTerms";
import { useId } from "react";
import { limitLine, limitName, relaxationWords, rowsByLimitWords, termWords } from "./words";

/** Why a request fits nowhere, or why it was placed where it was: the certificate the planner made, in words and numbers. */
export function CertificateView({ certificate }: { certificate: RequestCertificateDto }) {
  const id = useId();
  const nearest = certificate.nearest[0];
  const { chosen } = certificate;
  const rows = rowsByLimitWords(certificate);
  return (
    <div className="certificate">
      {chosen ? (
        <>
          <ScoreTerms
            hereName={`Row ${chosen.row}`}
            runnerUpName={chosen.runnerUp ? `Row ${chosen.runnerUp.row}` : null}
            terms={Object.entries(chosen.terms).map(([term, here]) => ({
              id: term,
              term: termWords[term] ?? term,
              here,
              runnerUp: chosen.runnerUp ? (chosen.runnerUp.terms[term] ?? 0) : null,
            }))}
          />
          {chosen.nextLimit ? <p className="pad hr-mut">Next to bind there: {limitName(chosen.nextLimit)}.</p> : null}
        </>
      ) : null}
      {nearest && certificate.outcome !== "placed" ? (
        <Certificate
          id={id}
          title={nearest.fits ? `Fits in row ${nearest.row}` : `Nearest miss: row ${nearest.row}`}
          fits={nearest.fits}
          asked={rows ? `Rows stopped, by the first limit: ${rows}.` : undefined}
          limits={nearest.checks.map((check, index) => limitLine(check, `${id}-${index}`))}
          relaxations={certificate.relaxations.map((relaxation, index) => ({
            id: `${id}-r${index}`,
            text: relaxationWords(relaxation),
          }))}
        />
      ) : null}
      {!nearest && !chosen ? (
        <p className="pad hr-mut">
          {rows ? `Rows stopped, by the first limit: ${rows}.` : "No row was allowed to take it."}
        </p>
      ) : null}
      {certificate.nearest.length > 1 && certificate.outcome !== "placed" ? (
        <p className="pad hr-mut">
          {formatCount(certificate.nearest.length - 1, "other row")} came near:{" "}
          {certificate.nearest
            .slice(1)
            .map((row) => row.row)
            .join(", ")}
          .
        </p>
      ) : null}
    </div>
  );
}
