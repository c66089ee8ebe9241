"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { FloorThumb } from "@headroom/ui/floor/FloorThumb";
import type { FloorRoom } from "@headroom/ui/floor/scene";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { LimitBar, LimitShare } from "@headroom/ui/primitives/LimitBar";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery } from "@tanstack/react-query";
import { parseAsString } from "nuqs";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { indexFloor } from "../floors/floorIndex";
import { floorScene } from "../floors/floorScene";
import { useQueryState } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { powerOf } from "../words/amounts";
import { worstFailures } from "./worstFailures";

/** The rooms a plan changes, before and after, and what its worst failures load; one datacenter at a time, which is in the address. */
export function ReviewFloor({
  planId,
  datacenters,
  moves,
}: {
  planId: number;
  datacenters: readonly string[];
  /** Its racks stand already, elsewhere. */
  moves: boolean;
}) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useQueryState("floor", parseAsString);
  const code = datacenters.find((one) => one === chosen) ?? datacenters[0] ?? "";
  const floor = useQuery(trpc.datacenter.floor.queryOptions({ code, planId }, { enabled: code !== "" }));
  if (code === "") return null;
  return (
    <>
      <Section
        id="floor"
        title={`Floor, ${code}`}
        note="power of the tightest device below the top, with the plan"
        actions={<Link href={`/floors/${encodeURIComponent(code)}?plan=${planId}`}>Open on the floor</Link>}
      >
        {datacenters.length > 1 ? (
          <div className="pad">
            <Segmented
              label="Datacenter"
              options={datacenters.map((value) => ({ value, label: value }))}
              value={code}
              onChange={(value) => void setChosen(value)}
            />
          </div>
        ) : null}
        {floor.error ? (
          <QueryFailure error={floor.error} what={`The floor of ${code}`} onRetry={() => void floor.refetch()} />
        ) : floor.data ? (
          <Rooms floor={floor.data} moves={moves} />
        ) : (
          <SkeletonBlock heightPx={240} />
        )}
      </Section>
      {/* racks on their way are counted in both places: the strip above has the plan's own number */}
      {floor.data && !moves ? <Failures floor={floor.data} /> : null}
    </>
  );
}

const countOf = (room: FloorRoom, state: "planned" | "rack") =>
  room.rows.flatMap((row) => row.cells).filter((cell) => cell.state === state).length;

/** Each room that gets racks, most first. */
function Rooms({ floor, moves }: { floor: Floor; moves: boolean }) {
  const rooms = useMemo(() => {
    const scene = floorScene(floor, indexFloor(floor), { metric: "power", failedTopId: null });
    return scene.rooms
      .map((room) => ({ room, added: countOf(room, "planned") }))
      .filter((one) => one.added > 0)
      .sort((a, b) => b.added - a.added);
  }, [floor]);
  if (rooms.length === 0) return <p className="pad hr-sec">It adds no racks here.</p>;
  return rooms.map(({ room, added }) => {
    const standing = formatCount(countOf(room, "rack"), "rack");
    const before = room.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => (cell.state === "planned" ? { ...cell, state: "free" as const } : cell)),
    }));
    return (
      <div key={room.id} className="thumbs">
        <FloorThumb
          title={`${room.name}, before`}
          note={standing}
          rows={before}
          label={`${room.name} before: ${standing} standing`}
        />
        <FloorThumb
          title={`${room.name}, after`}
          note={
            <span className="hr-plan">
              {moves ? `${formatCount(added, "rack")} moved here` : `+ ${formatCount(added, "rack")}`}
            </span>
          }
          rows={room.rows}
          label={`${room.name} after: ${formatCount(added, "rack")} ${moves ? "moved here" : "more"}`}
        />
      </div>
    );
  });
}

const SHOWN = 4;

/** The devices that one failure would load most. */
function Failures({ floor }: { floor: Floor }) {
  const worst = useMemo(() => worstFailures(floor, indexFloor(floor), SHOWN), [floor]);
  return (
    <Section id="failures" title="Worst single failure" note="after the plan, of the failover limit">
      {worst.length === 0 ? (
        <p className="pad hr-sec">Nothing here stands in for anything else.</p>
      ) : (
        <table className="hr-t" data-density="compact" aria-label={`Devices of ${floor.datacenter.code}, worst first`}>
          <thead>
            <tr>
              <th scope="col">Device</th>
              <th scope="col">If it fails</th>
              <th scope="col">Against the limit</th>
              <th scope="col" className="hr-n">
                Used
              </th>
              <th scope="col" className="hr-n hr-p2">
                Load
              </th>
            </tr>
          </thead>
          <tbody>
            {worst.map((one) => (
              <tr key={one.device}>
                <th scope="row">{one.device}</th>
                <td>{one.failed}</td>
                <td className="bar-cell">
                  <LimitBar
                    used={one.loadW}
                    limit={one.limitW}
                    label={one.device}
                    format={(amount) => formatPower(amount).text}
                  />
                </td>
                <td className="hr-n">
                  <LimitShare share={one.share} />
                </td>
                <td className="hr-n hr-p2">{powerOf(one.loadW, one.limitW)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
