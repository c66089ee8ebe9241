"use client";
import { formatDate } from "@headroom/ui/format/dates";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { Link } from "@headroom/ui/primitives/Link";

export interface AheadWordsProps {
  /** The day that is shown. */
  on: string;
  /** When the facts are from. */
  asOf: string;
  come: number;
  leave: number;
  /** What comes and leaves. */
  noun?: string;
}

/** What the days until then change: of what is dated, nothing is guessed. */
export function AheadWords({ on, asOf, come, leave, noun = "rack" }: AheadWordsProps) {
  const changes = [
    come > 0 ? `${formatCount(come, noun)} ${come === 1 ? "comes" : "come"}` : "",
    leave > 0 ? `${formatCount(leave, noun)} ${leave === 1 ? "leaves" : "leave"}` : "",
  ].filter(Boolean);
  return (
    <>
      {" "}
      <b>As on {formatDate(on, asOf)}</b>:{" "}
      {changes.length > 0 ? `${changes.join(", ")} by then.` : "no dated change until then."}
    </>
  );
}

export interface PlanWordsProps {
  id: number;
  /** "here", "in this room". */
  where: string;
  adds: number;
  /** Of what it adds. */
  powerW: number;
  moves?: number;
  retires?: number;
}

/** What the plan does where one looks. */
export function PlanWords({ id, where, adds, powerW, moves = 0, retires = 0 }: PlanWordsProps) {
  const plan = <Link href={`/plans/${id}`}>PL-{id}</Link>;
  const does = [
    adds > 0 ? `adds ${formatCount(adds, "rack")}, ${formatPower(powerW, { signed: true }).text}` : "",
    moves > 0 ? `moves ${formatCount(moves, "rack")}` : "",
    retires > 0 ? `retires ${formatCount(retires, "rack")}` : "",
  ].filter(Boolean);
  return does.length === 0 ? (
    <>
      {" "}
      {plan} changes nothing {where}.
    </>
  ) : (
    <>
      {" "}
      {plan} {does.join("; ")} {where}.
    </>
  );
}
