"use client";
import { formatPower } from "@headroom/ui/format/numbers";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { ThreeWaysHead } from "./ThreeWaysHead";
import { Heard, measuredText } from "./words";

interface RowMeasuredProps {
  datacenter: string;
  /** Power devices and cooling zones of the row, by id, in their order. */
  deviceIds: readonly string[];
  zoneIds: readonly string[];
}

/** What each feed of the row carries of its racks and what each cooling zone takes, counted and measured; racks once, by their share. */
export function RowMeasured({ datacenter, deviceIds, zoneIds }: RowMeasuredProps) {
  const power = useQuery(useTRPC().power.get.queryOptions({ datacenter })).data;
  if (!power) return null;
  const of = <T extends { readonly id: string }>(all: readonly T[], ids: readonly string[]) =>
    ids.flatMap((id) => all.find((one) => one.id === id) ?? []);
  const text = (watts: number) => formatPower(watts).text;
  return (
    <PanelBlock title="Feeds and cooling, measured" note="each carries its share of a rack">
      <table className="hr-t hr-t-flush" aria-label="Feeds and cooling of the row, counted and measured">
        <ThreeWaysHead first="Of" />
        <tbody>
          {of(power.devices, deviceIds).map((device) => (
            <tr key={device.id}>
              <th scope="row">
                {device.code}{" "}
                {device.reading ? (
                  <Muted>
                    meter {text(device.reading.powerW)}, <Heard reading={device.reading} />
                  </Muted>
                ) : null}
              </th>
              <td className="hr-n">{text(device.nameplate.nowW)}</td>
              <td className="hr-n">{text(device.derated.nowW)}</td>
              <td className="hr-n">{measuredText(device.measured?.nowW ?? null, device.silent > 0)}</td>
            </tr>
          ))}
          {of(power.zones, zoneIds).map((zone) => (
            <tr key={zone.id}>
              <th scope="row">
                Cooling {zone.code} <Muted>of {text(zone.capacityW)}</Muted>
              </th>
              <td className="hr-n">{text(zone.coolingW)}</td>
              <td className="hr-n">{text(zone.measured.deratedW)}</td>
              <td className="hr-n">{measuredText(zone.measured.measuredW, zone.measured.silent > 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PanelBlock>
  );
}
