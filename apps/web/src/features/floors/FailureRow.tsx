"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { FailureStrip } from "@headroom/ui/floor/FailureStrip";
import { formatCount, formatPercent, shareOf } from "@headroom/ui/format/numbers";
import { parseAsStringLiteral } from "nuqs";
import { useQueryStates } from "../frame/address";
import type { FloorIndex } from "./floorIndex";

/** One line of them: with those of ten rooms the floor itself would be out of sight. */
const SHOWN_AT_FIRST = 8;

interface FailureRowProps {
  floor: Floor;
  index: FloorIndex;
  failedId: string | null;
  onFail: (id: string | null) => void;
}

/** The top devices of every room, of many those nearest to their limits; pressing one shows each load after it fails. */
export function FailureRow({ floor, index, failedId, onFail }: FailureRowProps) {
  const failed = failedId ? index.devices.get(failedId) : undefined;
  const rooms = failed ? floor.rooms.filter((room) => room.id === failed.roomId) : floor.rooms;
  const [{ tops }, setTops] = useQueryStates({ tops: parseAsStringLiteral(["all"]) });
  const nowShare = (device: Floor["devices"][number]) => shareOf(index.loadW(device.id), device.capacityW);
  const all = rooms.flatMap((room) => index.tops.get(room.id) ?? []);
  const isMany = !failed && all.length > SHOWN_AT_FIRST;
  const isPart = isMany && tops === null;
  const devices = isPart ? [...all].sort((a, b) => nowShare(b) - nowShare(a)).slice(0, SHOWN_AT_FIRST) : all;
  return (
    <FailureStrip
      title={failed ? `If ${failed.code} fails` : "Top devices"}
      devices={devices.map((device) => ({
        id: device.id,
        name: device.code,
        nowShare: nowShare(device),
        afterShare: failed ? (index.shareOf(device.id, failed.id) ?? 0) : null,
      }))}
      failedId={failedId}
      onFail={onFail}
      onEnd={() => onFail(null)}
      more={
        isMany
          ? {
              label: isPart ? `All ${all.length}` : "Fewer",
              onPress: () => void setTops({ tops: isPart ? "all" : null }),
            }
          : undefined
      }
    >
      {failed ? (
        <FailureWords floor={floor} index={index} failedId={failed.id} />
      ) : (
        <>
          {isPart ? `The ${SHOWN_AT_FIRST} nearest to their limits. ` : ""}Press one, or F, to see every load after it
          fails.
        </>
      )}
    </FailureStrip>
  );
}

function FailureWords({ floor, index, failedId }: { floor: Floor; index: FloorIndex; failedId: string }) {
  const failed = index.devices.get(failedId);
  const room = floor.rooms.find((one) => one.id === failed?.roomId);
  const onOneFeed = (room?.rows ?? [])
    .flatMap((row) => row.positions)
    .filter((position) => position.o === "occupied" && index.groups.get(position.g)?.tops.includes(failedId)).length;
  const loads = floor.devices
    .filter((device) => device.roomId === room?.id)
    .flatMap((device) => {
      const share = index.shareOf(device.id, failedId);
      return share === null ? [] : [{ code: device.code, share }];
    })
    .sort((a, b) => b.share - a.share);
  const worst = loads[0];
  const over = loads.filter((load) => load.share > 1).length;
  return (
    <>
      {formatCount(onOneFeed, "rack")} of {room?.name} run on one feed.{" "}
      {over > 0
        ? `${formatCount(over, "device")} over the failover limit, ${worst?.code} worst.`
        : worst
          ? `Every device holds; ${worst.code} comes nearest at ${formatPercent(worst.share).text}.`
          : ""}
    </>
  );
}
