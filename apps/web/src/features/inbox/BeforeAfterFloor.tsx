"use client";
import { FloorThumb } from "@headroom/ui/floor/FloorThumb";
import type { FloorRow } from "@headroom/ui/floor/scene";
import { formatCount } from "@headroom/ui/format/numbers";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { indexFloor } from "../floors/floorIndex";
import { floorScene } from "../floors/floorScene";
import { QueryFailure } from "../frame/QueryFailure";

/** The room a plan changes most, before and after. */
export function BeforeAfterFloor({ planId, datacenter }: { planId: number; datacenter: string }) {
  const trpc = useTRPC();
  const floor = useQuery(trpc.datacenter.floor.queryOptions({ code: datacenter, planId }));
  const room = useMemo(() => {
    if (!floor.data) return null;
    const scene = floorScene(floor.data, indexFloor(floor.data), { metric: "power", failedTopId: null });
    const count = (rows: readonly FloorRow[]) =>
      rows.flatMap((row) => row.cells).filter((cell) => cell.state === "planned").length;
    return [...scene.rooms].sort((a, b) => count(b.rows) - count(a.rows))[0] ?? null;
  }, [floor.data]);
  const before = room?.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (cell.state === "planned" ? { ...cell, state: "free" as const } : cell)),
  }));
  const racks = (rows: readonly FloorRow[]) =>
    rows.flatMap((row) => row.cells).filter((cell) => cell.state === "rack").length;
  const added = room?.rows.flatMap((row) => row.cells).filter((cell) => cell.state === "planned").length ?? 0;
  return (
    <Section
      id="floor"
      title={`Floor, ${datacenter} ${room?.name ?? ""}`}
      note="power, worse feed"
      actions={<Link href={`/floors/${encodeURIComponent(datacenter)}?plan=${planId}`}>Open on the floor</Link>}
    >
      {floor.error ? (
        <QueryFailure error={floor.error} what={`The floor of ${datacenter}`} onRetry={() => void floor.refetch()} />
      ) : room && before ? (
        <div className="thumbs">
          <FloorThumb
            title="Before"
            note={formatCount(racks(before), "rack")}
            rows={before}
            label={`${room.name} of ${datacenter} before: ${formatCount(racks(before), "rack")}`}
          />
          <FloorThumb
            title="After"
            note={`+ ${formatCount(added, "rack")}`}
            rows={room.rows}
            label={`${room.name} of ${datacenter} after: ${formatCount(added, "rack")} more`}
          />
        </div>
      ) : (
        <SkeletonBlock heightPx={240} />
      )}
    </Section>
  );
}
