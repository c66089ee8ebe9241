"use client";
import type { LastReading } from "@headroom/contracts/power";
import { formatAtLeast, formatPower } from "@headroom/ui/format/numbers";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { Ago } from "../frame/time";

/** When a meter spoke last: "3 min ago", "silent, last 3 d ago". */
export function Heard({ reading }: { reading: LastReading | null }) {
  if (!reading) return <>never heard</>;
  return (
    <>
      {reading.silent ? "silent, last " : ""}
      <Ago at={reading.at} />
    </>
  );
}

/** What a meter says, with its age; what a silent one said is not what is drawn now. */
export function MeterValue({ reading }: { reading: LastReading | null }) {
  if (!reading || reading.silent) {
    return (
      <StateLabel state="unknown" box>
        Not known, <Heard reading={reading} />
      </StateLabel>
    );
  }
  return (
    <>
      {formatPower(reading.powerW).text}{" "}
      <Muted>
        <Heard reading={reading} />
      </Muted>
    </>
  );
}

/** A measured sum in words: at least, where some of it is silent. */
export const measuredText = (measuredW: number | null, isPartial: boolean): string => {
  if (measuredW === null) return "not known";
  return isPartial ? formatAtLeast(formatPower(measuredW)) : formatPower(measuredW).text;
};
