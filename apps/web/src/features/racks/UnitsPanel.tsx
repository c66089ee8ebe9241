"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { faceSlots, freeRange, type RackModel, type UnitRange, unitsText } from "@headroom/ui/rack/rackModel";
import dynamic from "next/dynamic";
import { useState } from "react";

/** Only who reserves needs the form. */
const ReservationDialog = dynamic(() =>
  import("../reservations/ReservationDialog").then((found) => found.ReservationDialog),
);

interface UnitsPanelProps {
  rack: RackDetail;
  model: RackModel;
  units: UnitRange;
  mayReserve: boolean;
  onClear: () => void;
}

/** The free units that are chosen, and the way to keep them for somebody. An address may name units that are no longer free. */
export function UnitsPanel({ rack, model, units, mayReserve, onClear }: UnitsPanelProps) {
  const [reserving, setReserving] = useState(false);
  const slots = faceSlots(model, units.face, "top");
  const free = freeRange(slots, units.from, units.to);
  const isFree = free?.from === units.from && free.to === units.to;
  const half = slots.some(
    (slot) => slot.kind === "free" && slot.half && slot.unit >= units.from && slot.unit <= units.to,
  );
  const count = units.to - units.from + 1;
  const may = mayReserve && isFree;
  useHotkeys([
    ...(may ? [{ keys: "r", label: "reserve", run: () => setReserving(true) }] : []),
    ...(mayReserve ? [{ keys: "choose", caps: "Shift \u2191 \u2193", label: "more units", listed: true }] : []),
  ]);
  return (
    <PanelBlock
      title={unitsText(units.from, count)}
      note={`${units.face}, ${isFree ? (half ? "half depth free" : "free") : "no longer all free"}`}
    >
      <p className="hr-sec">
        {formatCount(count, "unit")} chosen. Shift with an arrow, or a drag over free units, chooses more.
      </p>
      <p className="panel-act">
        {mayReserve ? (
          <Button
            size="small"
            keyHint="R"
            off={isFree ? null : "Something stands there"}
            onPress={() => setReserving(true)}
          >
            Reserve
          </Button>
        ) : null}
        <Button size="small" variant="quiet" onPress={onClear}>
          Clear
        </Button>
      </p>
      {reserving ? (
        <ReservationDialog
          reservation={null}
          given={{
            ...{ kind: "units", rack: rack.code, face: half ? units.face : "both" },
            numbers: count === 1 ? String(units.from) : `${units.from}-${units.to}`,
          }}
          onClose={() => setReserving(false)}
        />
      ) : null}
    </PanelBlock>
  );
}
