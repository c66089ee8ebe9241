import type { Feasibility } from "@headroom/contracts/request";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted, Num } from "@headroom/ui/primitives/Text";
import { ApartWords, CertificateView } from "../explanation/CertificateView";

type Place = Feasibility["datacenters"][number];
type Alternative = Feasibility["alternatives"][number];

interface FeasibilityAnswerProps {
  answer: Feasibility;
  splitRule: string | undefined;
}

/** What fits now: a sentence, every datacenter that may take it, what else would do, and why the best one does or does not. */
export function FeasibilityAnswer({ answer, splitRule }: FeasibilityAnswerProps) {
  const first = answer.datacenters[0];
  const whole = noWholeRow(answer.datacenters);
  const part = !answer.fits && splitRule === "best_effort" && first !== undefined && first.racksThatFit > 0;
  return (
    <>
      <p className="pad fit-say">
        <StateLabel state={answer.fits ? "within" : part ? "near" : "over"}>{verdictWords(answer, part)}</StateLabel>{" "}
        <span className="hr-sec">{sizeWords(answer)}.</span>
      </p>
      {answer.apart ? <ApartWords apart={answer.apart} /> : null}
      {answer.datacenters.length > 0 ? <Places places={answer.datacenters} racks={answer.racks} /> : null}
      {whole ? <p className="pad hr-mut hr-s12">{whole}</p> : null}
      {answer.alternatives.length > 0 ? (
        <>
          <h3 className="pad sub">{part ? "To have all of it" : "Where it would fit"}</h3>
          <ul className="pad plain-list">
            {answer.alternatives.map((other) => (
              <li key={`${other.kind}-${other.where}`}>{alternativeWords(other, answer.racks)}</li>
            ))}
          </ul>
        </>
      ) : null}
      {!answer.fits && !answer.alternatives.some((other) => other.kind.startsWith("other")) ? (
        <p className="pad hr-mut hr-s12">No other place that was tried takes all of it.</p>
      ) : null}
      {first?.why ? (
        <div className="fit-why">
          <h3 className="pad sub">{whyTitle(first)}</h3>
          <CertificateView certificate={first.why} rowsThatFit={first.rowsThatFit} />
        </div>
      ) : null}
    </>
  );
}

const whyTitle = (place: Place) => {
  if (!place.fits) return `Why not in ${place.code}`;
  return place.rowsThatFit > 0 ? `Why in ${place.code}` : `Why not in one row of ${place.code}`;
};

/** "Fits in 2 datacenters", "8 of 60 racks fit", "Does not fit as asked". */
export function verdictWords(answer: Feasibility, part = false): string {
  const fitting = answer.datacenters.filter((place) => place.fits).length;
  if (answer.fits) return `Fits in ${formatCount(fitting, "datacenter")}`;
  if (answer.datacenters.length === 0) return "No datacenter there may take it";
  if (part)
    return `${formatNumber(answer.datacenters[0]?.racksThatFit ?? 0)} of ${formatCount(answer.racks, "rack")} fit`;
  return "Does not fit as asked";
}

/** "40 racks, 464 kW, in 5 lots": what it comes to where it would go. */
function sizeWords(answer: Feasibility): string {
  const best = answer.datacenters.find((place) => place.fits);
  const size = `${formatCount(answer.racks, "rack")}, ${formatPower(answer.powerW).text}`;
  return best && best.lots > 1 ? `${size}, in ${formatCount(best.lots, "lot")}` : size;
}

function Places({ places, racks }: { places: readonly Place[]; racks: number }) {
  return (
    <table className="hr-t" data-density="compact" aria-label="Datacenters, best first">
      <thead>
        <tr>
          <th scope="col">Datacenter</th>
          <th scope="col">Takes</th>
          <th scope="col">How</th>
          <th scope="col" className="hr-n">
            Free
          </th>
          <th scope="col" className="hr-n">
            Power left
          </th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={place.code}>
            <th scope="row">{place.code}</th>
            <td>
              <StateLabel state={place.fits ? "within" : "over"}>
                {place.fits
                  ? "all"
                  : place.racksThatFit > 0
                    ? `${formatNumber(place.racksThatFit)} of ${formatNumber(racks)}`
                    : "none"}
              </StateLabel>
            </td>
            <td>{howWords(place)}</td>
            <td className="hr-n">{formatNumber(place.freePositions)}</td>
            <td className="hr-n">
              <Num of={formatPower(place.freePowerW)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whole in one of so many rows, or spread over lots. */
function howWords(place: Place) {
  if (place.rowsThatFit > 0) return `Whole, ${formatCount(place.rowsThatFit, "row")} could`;
  if (place.racksThatFit === 0) return <Muted>No row takes any</Muted>;
  return `In ${formatCount(place.lots, "lot")}`;
}

/** "No row of STO-2 or STO-1 takes it whole.", null where every one has a row for it. */
function noWholeRow(places: readonly Place[]): string | null {
  const without = places.filter((place) => place.rowsThatFit === 0).map((place) => place.code);
  if (without.length === 0) return null;
  const names = without.length > 1 ? `${without.slice(0, -1).join(", ")} or ${without.at(-1)}` : without[0];
  return `No row of ${names} takes it whole.`;
}

function alternativeWords(other: Alternative, asked: number): string {
  const all = asked === 1 ? "The rack" : `All ${formatNumber(asked)}`;
  switch (other.kind) {
    case "fewer":
      return `Fewer: ${formatCount(other.racks, "rack")} in ${other.where}`;
    case "split":
      return `In lots, as many as fit: ${formatCount(other.racks, "rack")} in ${other.where}`;
    case "other_zone":
      return `${all} in ${other.where}, another zone of the region`;
    case "other_region":
      return `${all} in ${other.where}, in another region`;
  }
}
