import type { FitReason, RackSlot } from "@headroom/core/topology/rack-fit";
import { formatNumber, formatPower, formatWeight, MINUS } from "@headroom/ui/format/numbers";
import type { PlacementTry } from "@headroom/ui/rack/Elevation";
import { unitsText } from "@headroom/ui/rack/rackModel";

type Line = PlacementTry["lines"][number];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const units = (u: number) => `${formatNumber(u, Number.isInteger(u) ? 0 : 1)} U`;
const minus = (text: string) => `${MINUS}${text}`;

/** What is in the way, and by how much it is missed. */
export function reasonLine(reason: FitReason): Line {
  switch (reason.rule) {
    case "state":
      return { text: `The rack is ${reason.state.replaceAll("_", " ")}: it takes nothing new`, broken: true };
    case "outside":
      return {
        text: `The rack ends at U${reason.rackHeightU}: asked ${units(reason.asked)}, left ${units(reason.left)}`,
        margin: minus(units(reason.asked - reason.left)),
        broken: true,
      };
    case "units":
      return {
        text: `${capital(reason.face)} of ${unitsText(reason.startU, reason.heightU)}: ${reason.by}`,
        margin: minus(units(reason.asked - reason.left)),
        broken: true,
      };
    case "depth":
      return {
        text: `${capital(reason.face)} of ${unitsText(reason.startU, reason.heightU)}: ${reason.by}; full depth needs both faces`,
        margin: "depth",
        broken: true,
      };
    case "reserved":
      return {
        text: `${unitsText(reason.startU, reason.heightU)} reserved${reason.reason ? ` for ${reason.reason}` : ""} by ${reason.owner}${reason.until ? `, until ${reason.until}` : ""}`,
        margin: minus(units(reason.asked - reason.left)),
        broken: true,
      };
    case "rack_power":
      return power("Power of the rack, derated", reason);
    case "feed":
      return power(`Feed ${reason.slot}, ${reason.device}`, reason);
    case "failover":
      return power(`Feed ${reason.slot}, ${reason.device}, if ${reason.failed} fails`, reason);
    case "weight":
      return {
        text: `Weight of the rack: asked ${formatWeight(reason.asked).text}, left ${formatWeight(reason.left).text}`,
        margin: minus(formatWeight(reason.asked - reason.left).text),
        broken: true,
      };
  }
}

const power = (what: string, { asked, left }: { asked: number; left: number }): Line => ({
  text: `${what}: asked ${formatPower(asked).text}, left ${formatPower(left).text}`,
  margin: minus(formatPower(asked - left).text),
  broken: true,
});

/** "U22 – U21", "U10.5, 0.5 U", with the face unless a device takes both. */
export function slotText(slot: RackSlot, heightU: number, fullDepth: boolean): string {
  return `${unitsText(slot.startU, heightU)}${fullDepth ? "" : `, ${slot.face}`}`;
}

/** Where it would go instead. */
export function adviceOf(nearest: RackSlot | null, heightU: number, fullDepth: boolean, isHome: boolean): string {
  if (nearest && isHome) return `Its own place, ${slotText(nearest, heightU, fullDepth)}, is the nearest.`;
  return nearest ? `It fits at ${slotText(nearest, heightU, fullDepth)}.` : "Nowhere in this rack does it fit.";
}
