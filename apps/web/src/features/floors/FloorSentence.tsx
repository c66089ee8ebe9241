"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { AccountDerivation, type AccountPart } from "../capacity/AccountDerivation";
import { AheadWords, PlanWords } from "../when/WhenWords";
import { powerOf } from "../words/amounts";
import { strandCauseWords } from "../words/capacity";

/** How full the floor is, in a sentence; every figure opens what it is made of, room by room. */
export function FloorSentence({ floor }: { floor: Floor }) {
  const { power } = floor.accounts;
  const rows = floor.rooms.flatMap((room) => room.rows);
  const positions = rows.reduce((sum, row) => sum + row.positions.length, 0);
  const [worstCause] = Object.entries(power.strandedBy).sort((a, b) => b[1] - a[1]);
  const members = floor.rooms.flatMap((room) => {
    const account = floor.roomAccounts[room.id]?.power;
    return account ? [{ label: room.name, account }] : [];
  });
  const derived = (part: AccountPart, words: string) => (
    <AccountDerivation
      title={`Power, ${floor.datacenter.code}`}
      part={part}
      account={power}
      members={members}
      asOf={floor.datacenter.asOf}
    >
      {words}
    </AccountDerivation>
  );
  return (
    <>
      {formatCount(floor.rooms.length, "room")}, {formatCount(rows.length, "row")}, {formatCount(positions, "position")}
      . <b>{derived("committed", powerOf(power.installed + power.committed + power.held, power.supply))}</b> taken,{" "}
      {derived("reserved", formatPower(power.reserved).text)} reserved, {derived("free", formatPower(power.free).text)}{" "}
      free.
      {power.stranded > 0 ? (
        <>
          {" "}
          Of the free, <b>{derived("stranded", formatPower(power.stranded).text)} is stranded</b>
          {worstCause ? `, mostly by ${strandCauseWords(worstCause[0])}` : ""}.
        </>
      ) : (
        " None of the free is stranded."
      )}
      {floor.ahead ? <Ahead ahead={floor.ahead} floor={floor} /> : null}
      {floor.plan ? <Planned plan={floor.plan} /> : null}
    </>
  );
}

/** What the days until then change on this floor. */
function Ahead({ ahead, floor }: { ahead: NonNullable<Floor["ahead"]>; floor: Floor }) {
  const today = floor.datacenter.asOf.slice(0, 10);
  const come = floor.rooms
    .flatMap((room) => room.rows)
    .flatMap((row) => row.positions)
    .filter((one) => one.from !== undefined && one.from > today && one.from <= ahead.on).length;
  return <AheadWords on={ahead.on} asOf={floor.datacenter.asOf} come={come} leave={ahead.left.length} />;
}

/** What the plan does here. A rack that moves within the floor is one of those it puts somewhere, too. */
function Planned({ plan }: { plan: NonNullable<Floor["plan"]> }) {
  const moves = plan.leaving.filter(({ kind }) => kind === "move").length;
  const adds = Math.max(0, plan.positions.length - moves);
  const powerW = plan.positions.reduce((sum, one) => sum + one.powerW, 0);
  const share = plan.positions.length > 0 ? adds / plan.positions.length : 0;
  return (
    <PlanWords
      id={plan.id}
      where="here"
      adds={adds}
      powerW={powerW * share}
      moves={moves}
      retires={plan.leaving.length - moves}
    />
  );
}
