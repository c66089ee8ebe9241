"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { formatPower, formatWeight } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Select, TextField } from "@headroom/ui/primitives/Field";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useRouter } from "../frame/address";
import { adviceOf, reasonLine, slotText } from "./fitWords";
import { type Carried, useCarrying } from "./useCarry";
import { rackHref, useRackView } from "./useRackView";

interface CarryPanelProps {
  rack: RackDetail;
  carried: Carried;
  /** Name of a new device. */
  name: string;
  onName: (name: string) => void;
  onApply: () => void;
  busy: boolean;
}

/** The form twin of carrying: to which rack, unit and face, what is in the way there, and the button that does it. */
export function CarryPanel({ rack, carried, name, onName, onApply, busy }: CarryPanelProps) {
  const trpc = useTRPC();
  const carrying = useCarrying();
  const { device, aim, from, reasons, nearest } = carried;
  const types = useQuery(trpc.catalog.serverTypes.queryOptions(undefined, { enabled: from === null }));
  const off = carried.isHome
    ? "It stands there already"
    : reasons.length > 0
      ? "Something is in the way there"
      : from === null && name.trim() === ""
        ? "It needs a name"
        : busy
          ? "On its way"
          : null;
  return (
    <PanelBlock
      title={from ? <>Move {carried.name}</> : "Place a device"}
      note={from ? `from ${from.rack === rack.code ? "here" : from.rack}` : rack.code}
    >
      <div className="hr-carry">
        {from ? null : (
          <>
            <Select
              label="Type"
              value={carried.type ?? ""}
              onChange={(event) => carrying.place(event.target.value)}
              options={(types.data ?? []).map((one) => ({
                value: one.code,
                label: `${one.name}, ${one.heightU} U${one.fullDepth ? "" : ", half depth"}`,
              }))}
            />
            <TextField label="Name" value={name} onChange={(event) => onName(event.target.value)} />
          </>
        )}
        <RackField rack={rack} />
        <div className="hr-carry-slot">
          <NumberField
            label="Lowest unit"
            value={aim.startU}
            min={1}
            max={rack.heightU}
            step={0.5}
            digits={1}
            onChange={(startU) => {
              if (startU !== null) carrying.aim({ startU, face: aim.face });
            }}
          />
          <Segmented
            label="Mounted on"
            labelled
            value={aim.face}
            onChange={(face) => carrying.aim({ startU: aim.startU, face })}
            options={[
              { value: "front", label: "Front" },
              { value: "rear", label: "Rear" },
            ]}
          />
        </div>
        <p className="hr-s12 hr-sec">
          {device.heightU} U, {device.fullDepth ? "full depth: it takes both faces" : "half depth"},{" "}
          {formatPower(device.deratedW).text} derated, {formatWeight(device.weightKg).text}.
        </p>
        <div role="status" aria-label="What is in the way">
          {reasons.length === 0 ? (
            <StateLabel state="within">
              {carried.isHome
                ? "It stands there"
                : `It fits at ${slotText(aim, device.heightU, device.fullDepth)} of ${rack.code}`}
            </StateLabel>
          ) : (
            <>
              <StateLabel state="over">Blocked at {slotText(aim, device.heightU, device.fullDepth)}</StateLabel>
              <ul className="hr-carry-why">
                {reasons.map((reason) => {
                  const line = reasonLine(reason);
                  return (
                    <li key={line.text}>
                      <span>{line.text}</span>
                      <span className="hr-crit hr-strong hr-num">{line.margin}</span>
                    </li>
                  );
                })}
              </ul>
              <p className="hr-s12">{adviceOf(nearest, device.heightU, device.fullDepth, carried.isNearestHome)}</p>
              {nearest ? (
                <Button size="small" onPress={() => carrying.aim(nearest)}>
                  Aim there
                </Button>
              ) : null}
            </>
          )}
        </div>
        <div className="hr-bt">
          <Button variant="primary" keyHint="Enter" off={off} onPress={onApply}>
            {from ? "Move here" : "Place here"}
          </Button>
          <Button variant="quiet" keyHint="Esc" onPress={carrying.end}>
            {from ? "Put back" : "Leave it"}
          </Button>
        </div>
      </div>
    </PanelBlock>
  );
}

/** Another rack by its code: what is carried goes along. */
function RackField({ rack }: { rack: RackDetail }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [view] = useRackView();
  const [typed, setTyped] = useState(rack.code);
  const [failed, setFailed] = useState(false);
  const search = useDeferredValue(typed.trim());
  const listId = useId();
  const found = useQuery(
    trpc.rack.list.queryOptions({ search, limit: 12 }, { enabled: search.length > 1 && search !== rack.code }),
  );
  const codes = (found.data?.rows ?? []).map(({ code }) => code);
  const go = (text: string) => {
    const code = codes.find((one) => one.toLowerCase() === text.trim().toLowerCase());
    if (code && code !== rack.code) router.push(rackHref(code, view));
    else if (text.trim() !== rack.code) setFailed(true);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        go(typed);
      }}
    >
      <TextField
        label="To rack"
        value={typed}
        list={listId}
        autoComplete="off"
        help="A code and Enter; or drop it on a rack of the row."
        error={failed ? "No rack has this code" : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          setFailed(false);
        }}
      />
      <datalist id={listId}>
        {codes.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </form>
  );
}
