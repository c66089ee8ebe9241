"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { formatCount, formatNumber, formatPower } from "@headroom/ui/format/numbers";
import { IconButton } from "@headroom/ui/primitives/Button";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { StateLabel, type StateName } from "@headroom/ui/primitives/StateLabel";
import { Num } from "@headroom/ui/primitives/Text";
import { freeUnits, type RackModel } from "@headroom/ui/rack/rackModel";
import type { ReactNode } from "react";
import type { RackView } from "./useRackView";

interface RackHeaderProps {
  rack: RackDetail;
  model: RackModel;
  view: RackView;
  onView: (view: Partial<Pick<RackView, "order">>) => void;
  onGo: (code: string | null) => void;
  /** The button that places a device. */
  primary?: ReactNode;
  /** What the moment shown changes. */
  children?: ReactNode;
}

const units = (u: number) => formatNumber(u, Number.isInteger(u) ? 0 : 1);
const tall = (devices: RackModel["devices"]) => devices.reduce((sum, one) => sum + one.heightU, 0);
const numbered = (rack: RackDetail, code: string | null) =>
  String(rack.rowRacks.find((one) => one.code === code)?.position ?? "").padStart(2, "0");

/** What the rack is and how full, the way to its neighbours, and how it is looked at. */
export function RackHeader({ rack, model, view, onView, onGo, primary, children }: RackHeaderProps) {
  const free = freeUnits(model);
  const of = (state: string) => model.devices.filter((one) => one.state === state);
  const dark = of("offline").length;
  const [planned, reserved] = [tall(of("planned")), tall(of("reserved"))];
  const used = tall(model.devices) - planned - reserved;
  return (
    <PageHeader
      id={rack.code}
      title=""
      state={
        <>
          <StateLabel state={rack.state as StateName} box />
          {dark > 0 ? (
            <StateLabel state="offline" box>
              {formatCount(dark, "device")} out of order
            </StateLabel>
          ) : null}
        </>
      }
      actions={
        <>
          <span className="hr-pager">
            <IconButton
              icon="chevronLeft"
              label="Previous rack in the row"
              disabled={!rack.previous}
              onClick={() => onGo(rack.previous)}
            />
            <span aria-hidden="true">{rack.previous ? numbered(rack, rack.previous) : "\u2013"}</span>
            <span aria-hidden="true">{rack.nextRack ? numbered(rack, rack.nextRack) : "\u2013"}</span>
            <IconButton
              icon="chevronRight"
              label="Next rack in the row"
              disabled={!rack.nextRack}
              onClick={() => onGo(rack.nextRack)}
            />
          </span>
          <Segmented
            label="Order of units"
            options={[
              { value: "top", label: `${rack.heightU} on top` },
              { value: "bottom", label: "1 on top" },
            ]}
            value={view.order}
            onChange={(order) => onView({ order })}
          />
          {primary}
        </>
      }
    >
      {rack.heightU}U, type {rack.type}, {rack.typeName}. <b>{units(used)} U</b> used by{" "}
      {formatCount(model.devices.length - of("planned").length - of("reserved").length, "device")}
      {reserved > 0 ? `, ${units(reserved)} reserved` : ""}
      {planned > 0 ? `, ${units(planned)} planned` : ""}, {units(free.both)} free
      {free.one > 0 ? `; another ${units(free.one)} are free on one face` : ""}. <Num of={formatPower(rack.powerW)} />{" "}
      nameplate.
      {rack.assumed ? " Part of this record is assumed." : ""}
      {children}
    </PageHeader>
  );
}
