"use client";
import type { ScenarioBoard, ScenarioChange, ScenarioChangeKind, ScenarioOptions } from "@headroom/contracts/scenario";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { ComboBox, type ComboOption } from "@headroom/ui/primitives/ComboBox";
import { Checkbox, Select } from "@headroom/ui/primitives/Field";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { rowLabel } from "../words/places";
import { noPending, type Pending, pendingChange } from "./editor";

interface AddChangeProps {
  id: string;
  board: ScenarioBoard;
  options: ScenarioOptions | undefined;
  pending: Pending;
  onPending: (pending: Pending) => void;
  onAdd: (change: ScenarioChange) => void;
}

const kinds: readonly { value: ScenarioChangeKind; label: string }[] = [
  { value: "device_out", label: "A power device is out" },
  { value: "zone_out", label: "A cooling zone is out" },
  { value: "rack_power", label: "A rack type draws more or less" },
  { value: "extra_rows", label: "Extra rows" },
  { value: "extra_power", label: "Extra kW on a device or a cooling zone" },
  { value: "pin", label: "A request stands in this row" },
  { value: "forbid", label: "A request stays out of this row" },
];

type Datacenter = ScenarioOptions["datacenters"][number];

/** One change more: what it is, where, and how much. Fields appear as far as the kind needs them. */
export function AddChange({ id, board, options, pending, onPending, onAdd }: AddChangeProps) {
  const set = (part: Partial<Pending>) => onPending({ ...pending, ...part });
  const { kind } = pending;
  const ofRequest = kind === "pin" || kind === "forbid";
  const allowed = ofRequest ? options?.requests.find((r) => r.id === pending.requestId)?.datacenterIds : undefined;
  const datacenters = (options?.datacenters ?? []).filter((d) => !ofRequest || (allowed?.includes(d.id) ?? false));
  const here = datacenters.find((d) => d.id === pending.datacenterId);
  const change = pendingChange(pending);
  return (
    <fieldset className="sc-add">
      <legend className="sub">One change more</legend>
      <div className="sc-fields">
        <Select
          id={id}
          label="What"
          value={kind}
          placeholder="Choose what changes"
          options={kinds}
          onChange={(event) => {
            const found = kinds.find((k) => k.value === event.target.value);
            onPending({ ...noPending, kind: found?.value ?? "" });
          }}
        />
        {ofRequest ? (
          <Select
            label="Request"
            value={pending.requestId === null ? "" : String(pending.requestId)}
            placeholder="Choose a request"
            options={board.requests.map((r) => ({ value: String(r.id), label: `RQ-${r.id} ${r.title}` }))}
            onChange={(event) => set({ requestId: Number(event.target.value) || null, datacenterId: null, target: "" })}
          />
        ) : null}
        {kind !== "" && kind !== "rack_power" && (!ofRequest || pending.requestId !== null) ? (
          <Select
            label="Datacenter"
            value={pending.datacenterId === null ? "" : String(pending.datacenterId)}
            placeholder="Choose a datacenter"
            options={datacenters.map((d) => ({ value: String(d.id), label: d.code }))}
            onChange={(event) => set({ datacenterId: Number(event.target.value) || null, target: "" })}
          />
        ) : null}
        {kind === "rack_power" ? (
          <Select
            label="Rack type"
            value={pending.target}
            placeholder="Choose a rack type"
            options={(options?.rackTypes ?? []).map((code) => ({ value: code, label: code }))}
            onChange={(event) => set({ target: event.target.value })}
          />
        ) : here ? (
          <ComboBox
            key={`${kind} ${here.id}`}
            label={targetLabel[kind] ?? "Which"}
            placeholder="Type to search"
            options={targetsOf(kind, here)}
            value={pending.target === "" ? null : pending.target}
            onChange={(target) => set({ target: target ?? "" })}
          />
        ) : null}
        {kind === "rack_power" && pending.target ? (
          <NumberField
            label="Power and heat"
            help="Against the catalogue"
            unit="%"
            min={-90}
            max={400}
            value={pending.amount}
            onChange={(amount) => set({ amount })}
          />
        ) : null}
        {kind === "extra_rows" && pending.target ? (
          <NumberField
            label="How many"
            unit="rows"
            min={1}
            max={20}
            value={pending.amount}
            onChange={(amount) => set({ amount })}
          />
        ) : null}
        {kind === "extra_power" && pending.target ? (
          <NumberField
            label="How much more"
            unit="kW"
            min={1}
            max={100_000}
            value={pending.amount}
            onChange={(amount) => set({ amount })}
          />
        ) : null}
      </div>
      {kind === "rack_power" && pending.target ? (
        <Checkbox
          label="Those that stand already, too"
          checked={pending.standing}
          onChange={(event) => set({ standing: event.target.checked })}
        />
      ) : null}
      {help[kind] ? <p className="sc-help">{help[kind]}</p> : null}
      <p>
        <Button
          size="small"
          icon="plus"
          off={change ? null : "Choose what changes, where and by how much"}
          onPress={() => change && onAdd(change)}
        >
          Add the change
        </Button>
      </p>
    </fieldset>
  );
}

const targetLabel: Readonly<Record<string, string>> = {
  device_out: "Device",
  zone_out: "Cooling zone",
  extra_rows: "Like row",
  extra_power: "Device or cooling zone",
  pin: "Row",
  forbid: "Row",
};

const help: Readonly<Record<string, string>> = {
  device_out:
    "It is gone with all below it. Racks it fed live on their other feed, which carries them within its failover capacity; nothing new comes onto one feed.",
  zone_out: "Nothing new comes into it. What stands there has no cooling; moving it is not part of this.",
  extra_rows: "Empty rows on the same feeds and cooling zones: space alone is added.",
  extra_power: "This one alone, in normal operation and after a failure; what is above it keeps its limits.",
};

const kindWords: Readonly<Record<string, string>> = {
  ups: "UPS",
  pdu: "PDU",
  row_device: "Row device",
  panel: "Panel",
  feed: "Feed",
};

function targetsOf(kind: Pending["kind"], { devices, zones, rows }: Datacenter): ComboOption[] {
  const deviceOf = (d: Datacenter["devices"][number], prefix = ""): ComboOption => ({
    value: `${prefix}${d.id}`,
    label: d.name,
    detail: `${kindWords[d.kind] ?? "Device"}, ${formatPower(d.capacityW).text}, ${formatCount(d.racks, "rack")} on it`,
  });
  const zoneOf = (z: Datacenter["zones"][number], prefix = ""): ComboOption => ({
    value: `${prefix}${z.id}`,
    label: prefix ? `Cooling ${z.name}` : z.name,
    detail: formatPower(z.capacityW).text,
  });
  switch (kind) {
    case "device_out":
      return devices.map((d) => deviceOf(d));
    case "zone_out":
      return zones.map((z) => zoneOf(z));
    case "extra_power":
      return [...devices.map((d) => deviceOf(d, "device ")), ...zones.map((z) => zoneOf(z, "zone "))];
    default:
      return rows.map((r) => ({
        value: r.id,
        label: rowLabel(r.room, r.name),
        detail: `${formatCount(r.free, "position")} free of ${r.positions}`,
      }));
  }
}
