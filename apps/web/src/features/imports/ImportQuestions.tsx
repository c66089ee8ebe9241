"use client";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Checkbox, TextField } from "@headroom/ui/primitives/Field";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { Muted } from "@headroom/ui/primitives/Text";
import { useState } from "react";
import { type AskedDevice, deviceKey, type RegionChoiceRow } from "./answers";

/** More are answered in a file. */
const MOST_ASKED = 100;

interface PowerQuestionsProps {
  devices: readonly AskedDevice[];
  powerW: Readonly<Record<string, number | null>>;
  onPower: (powerW: Readonly<Record<string, number | null>>) => void;
}

/** Asks what device types draw that say nothing of it. What stays empty is taken without power, and confirmed as that. */
export function PowerQuestions({ devices, powerW, onPower }: PowerQuestionsProps) {
  const more = devices.length - MOST_ASKED;
  return (
    <fieldset className="import-asked">
      <legend>
        {formatCount(devices.length, "device type says", "device types say")} nothing of power{" "}
        <Muted>empty: taken without power</Muted>
      </legend>
      <div className="import-asked-list">
        {devices.slice(0, MOST_ASKED).map((device) => (
          <NumberField
            key={deviceKey(device)}
            label={`${device.manufacturer} ${device.model}`}
            help={device.supplyBays > 0 ? formatCount(device.supplyBays, "supply bay") : undefined}
            unit="W"
            min={0}
            max={1_000_000}
            value={powerW[deviceKey(device)] ?? null}
            onChange={(value) => onPower({ ...powerW, [deviceKey(device)]: value })}
          />
        ))}
      </div>
      {more > 0 ? (
        <p className="hr-sec">And {formatCount(more, "other")}: answer those in a CSV among the files.</p>
      ) : null}
    </fieldset>
  );
}

interface RegionQuestionsProps {
  rows: readonly RegionChoiceRow[];
  chosen: ReadonlySet<number>;
  onChosen: (chosen: ReadonlySet<number>) => void;
}

/** Lets a person choose which regions of the table the fleet begins with. */
export function RegionQuestions({ rows, chosen, onChosen }: RegionQuestionsProps) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const seen = rows.filter(({ code, name, provider, place }) =>
    `${code} ${name} ${provider} ${place}`.toLowerCase().includes(wanted),
  );
  const mark = (on: boolean) => {
    const next = new Set(chosen);
    for (const { at } of seen) {
      if (on) next.add(at);
      else next.delete(at);
    }
    onChosen(next);
  };
  return (
    <fieldset className="import-asked">
      <legend>
        Regions <Muted>{`${chosen.size} of ${rows.length} chosen`}</Muted>
      </legend>
      <TextField
        label="Find a region, a provider or a country"
        hideLabel
        placeholder="Region, provider or country"
        value={text}
        onChange={(event) => setText(event.target.value)}
        // Enter would send the form around it
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
        }}
      />
      <p className="panel-act">
        <Button size="small" onPress={() => mark(true)}>
          {wanted === "" ? "Choose all" : `Choose these ${seen.length}`}
        </Button>
        <Button size="small" onPress={() => mark(false)}>
          {wanted === "" ? "Choose none" : "Leave these out"}
        </Button>
      </p>
      <div className="import-asked-list">
        {seen.map(({ at, code, name, provider, place }) => (
          <Checkbox
            key={at}
            label={
              <>
                <b>{code}</b> {name} <Muted>{[provider, place].filter(Boolean).join(", ")}</Muted>
              </>
            }
            checked={chosen.has(at)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.target.checked) next.add(at);
              else next.delete(at);
              onChosen(next);
            }}
          />
        ))}
        {seen.length === 0 ? <Muted>No region of that name</Muted> : null}
      </div>
    </fieldset>
  );
}
