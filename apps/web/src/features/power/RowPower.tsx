"use client";
import { formatCount, formatPower, formatWeight } from "@headroom/ui/format/numbers";
import { PanelBlock } from "@headroom/ui/primitives/SidePanel";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { ThreeWaysHead } from "./ThreeWaysHead";
import { measuredText } from "./words";

/** A row, its room and the datacenter counted three ways, each rack once; and what stands there by weight, against what the floor carries. */
export function RowPowerBlock({ datacenter, rowId }: { datacenter: string; rowId: string }) {
  const power = useQuery(useTRPC().power.get.queryOptions({ datacenter })).data;
  const row = power?.rows.find((one) => one.id === rowId);
  const room = power?.rooms.find((one) => one.id === row?.roomId);
  if (!power || !row || !room) return null;
  const silent = row.silent === 0 ? "" : `; ${formatCount(row.silent, "rack")} of the row silent`;
  const places = [
    { name: `Row ${row.code}`, of: row },
    { name: `Room ${room.code}`, of: room },
    { name: power.datacenter, of: power.total },
  ];
  const heaviest = row.heaviestKg === null ? null : formatWeight(row.heaviestKg).text;
  const carries = row.positionLimitKg === null ? "" : ` of ${formatWeight(row.positionLimitKg).text} a position`;
  return (
    <PanelBlock title="Power, counted three ways" note={`racks that stand, each once${silent}`}>
      <table className="hr-t hr-t-flush" aria-label="Power counted three ways">
        <ThreeWaysHead first="Place" />
        <tbody>
          {places.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="hr-n">{formatPower(of.nameplateW).text}</td>
              <td className="hr-n">{formatPower(of.deratedW).text}</td>
              <td className="hr-n">
                {of.measuredW === null ? (
                  <StateLabel state="unknown" box>
                    Not known
                  </StateLabel>
                ) : (
                  measuredText(of.measuredW, of.silent > 0)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hr-sec">
        {heaviest === null ? "No rack stands in the row." : `Heaviest rack ${heaviest}${carries}.`} Room:{" "}
        {formatWeight(room.weightKg).text}
        {room.weightLimitKg === null ? "" : ` of ${formatWeight(room.weightLimitKg).text}`}.
      </p>
    </PanelBlock>
  );
}
