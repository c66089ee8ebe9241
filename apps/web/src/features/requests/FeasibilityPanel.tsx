"use client";
import { demandInput, type Feasibility, type RequestInput } from "@headroom/contracts/request";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { NotAskedYet } from "@headroom/ui/primitives/EmptyState";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted, Num } from "@headroom/ui/primitives/Text";
import { LiveText } from "@headroom/ui/primitives/Toast";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Control, useWatch } from "react-hook-form";
import { useTRPC } from "../../trpc/client";
import { CertificateView } from "../explanation/CertificateView";
import { QueryFailure } from "../frame/QueryFailure";
import type { RequestFormValues } from "./RequestFormPage";

const pauseMs = 250;

/** What fits now, as it is typed: asked when typing pauses, of facts as they are. It promises nothing. */
export function FeasibilityPanel({ control }: { control: Control<RequestFormValues, unknown, RequestInput> }) {
  const trpc = useTRPC();
  const values = useWatch({ control });
  const parsed = demandInput.safeParse(values);
  const asked = usePaused(parsed.success ? JSON.stringify(parsed.data) : null);
  const answer = useQuery(
    trpc.request.feasibility.queryOptions(asked === null ? neverAsked : JSON.parse(asked), {
      enabled: asked !== null,
      placeholderData: keepPreviousData,
      staleTime: 5_000,
    }),
  );
  return (
    <Section id="feasibility" title="Does it fit?" note="facts as they are now; nothing is held">
      {asked === null ? (
        <NotAskedYet title="Choose a rack type, an amount and a region">
          What fits, and what stops it, will stand here.
        </NotAskedYet>
      ) : answer.error ? (
        <QueryFailure error={answer.error} what="What fits" onRetry={() => void answer.refetch()} />
      ) : answer.data ? (
        <div aria-busy={answer.isPlaceholderData}>
          <LiveText>{verdict(answer.data)}</LiveText>
          <Answer answer={answer.data} />
        </div>
      ) : (
        <SkeletonBlock heightPx={220} />
      )}
    </Section>
  );
}

function Answer({ answer }: { answer: Feasibility }) {
  const first = answer.datacenters[0];
  return (
    <>
      <p className="pad">
        <StateLabel state={answer.fits ? "within" : "over"}>{verdict(answer)}</StateLabel>{" "}
        <Muted>{formatCount(answer.racks, "rack")},</Muted> <Num of={formatPower(answer.powerW)} />
      </p>
      <table className="hr-t" aria-label="Datacenters, best first">
        <thead>
          <tr>
            <th scope="col">Datacenter</th>
            <th scope="col">Fits</th>
            <th scope="col" className="hr-n">
              Rows
            </th>
            <th scope="col" className="hr-n">
              Free
            </th>
            <th scope="col" className="hr-n">
              Power left
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.datacenters.map((place) => (
            <tr key={place.code}>
              <th scope="row">{place.code}</th>
              <td>
                {place.fits ? (
                  <StateLabel state="within">{place.lots > 1 ? formatCount(place.lots, "lot") : "Whole"}</StateLabel>
                ) : (
                  <StateLabel state="over">{place.racksThatFit > 0 ? `${place.racksThatFit} racks` : "No"}</StateLabel>
                )}
              </td>
              <td className="hr-n">{place.rowsThatFit}</td>
              <td className="hr-n">{place.freePositions}</td>
              <td className="hr-n">
                <Num of={formatPower(place.freePowerW)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {answer.alternatives.length > 0 ? (
        <>
          <h3 className="pad sub">Where it would fit</h3>
          <ul className="pad plain-list">
            {answer.alternatives.map((other) => (
              <li key={`${other.kind}-${other.where}`}>{alternativeWords(other)}</li>
            ))}
          </ul>
        </>
      ) : null}
      {!answer.fits && first?.why ? <CertificateView certificate={first.why} /> : null}
    </>
  );
}

function verdict(answer: Feasibility): string {
  const fitting = answer.datacenters.filter((place) => place.fits).length;
  if (answer.fits) return `Fits in ${formatCount(fitting, "datacenter")}`;
  return answer.datacenters.length === 0 ? "No datacenter is allowed" : "Does not fit as asked";
}

function alternativeWords(other: Feasibility["alternatives"][number]): string {
  switch (other.kind) {
    case "fewer":
      return `${formatCount(other.racks, "rack")} in ${other.where}`;
    case "split":
      return `Split into lots: ${formatCount(other.racks, "rack")} in ${other.where}`;
    case "other_zone":
      return `All ${other.racks} in zone ${other.where}`;
    case "other_region":
      return `All ${other.racks} in ${other.where}`;
  }
}

const neverAsked = { rackType: "-", unit: "racks" as const, amount: 1, region: "-" };

/** The value once it has stood still for a moment. */
function usePaused(value: string | null): string | null {
  const [paused, setPaused] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), value === null ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
