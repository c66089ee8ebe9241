"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { formatDate } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { Link } from "@headroom/ui/primitives/Link";
import { useNow } from "../frame/time";
import { dayAhead } from "../when/whenQuery";
import type { RackMoment } from "./useRackMoment";

/** What the day or the plan shown changes of the rack and of its row. */
export function RackMomentWords({ rack, moment }: { rack: RackDetail; moment: RackMoment }) {
  const now = useNow();
  const { when, on, plan, leaves, row } = moment;
  if (when.plan !== null) {
    if (!plan) return <> Reading PL-{when.plan}.</>;
    const adds = row.filter((one) => one.planned !== undefined).length;
    return (
      <>
        {" "}
        With <Link href={`/plans/${plan.plan.id}`}>PL-{plan.plan.id}</Link>{" "}
        {leaves ? <b>it {leaves}</b> : "it stays as it is"}
        {adds > 0 ? `, ${formatCount(adds, "rack")} more in its row` : ""}.
      </>
    );
  }
  const to = rack.leavesOn;
  const until = leaves ?? (to !== null && to > dayAhead(now, 0) ? `leaves on ${to}` : null);
  if (when.days === null)
    return until ? (
      <>
        {" "}
        <b>It {until}.</b>
      </>
    ) : null;
  const comes = rack.devices.filter(
    (one) =>
      one.state !== "in_service" &&
      one.installedOn !== null &&
      one.installedOn <= on &&
      one.installedOn > dayAhead(now, 0),
  ).length;
  const ends = new Set(
    rack.unitReservations
      .filter((one) => one.until !== null && one.until <= on)
      .map(({ owner, reason }) => `${owner} ${reason}`),
  ).size;
  const changes = [
    comes > 0 ? `${formatCount(comes, "device")} ${comes === 1 ? "comes" : "come"}` : "",
    ends > 0 ? `${formatCount(ends, "reservation")} ${ends === 1 ? "ends" : "end"}` : "",
    until ? `it ${until}` : "",
    rack.endOfLife !== null && rack.endOfLife <= on ? `its life ends on ${rack.endOfLife}` : "",
  ].filter(Boolean);
  return (
    <>
      {" "}
      <b>As on {formatDate(on, now)}</b>:{" "}
      {changes.length > 0 ? `${changes.join(", ")} by then.` : "no dated change until then."}
    </>
  );
}
