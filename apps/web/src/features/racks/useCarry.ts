"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import { rackContents } from "@headroom/core/topology/rack-contents";
import { type FitReason, type FittingDevice, nearestFit, rackFit } from "@headroom/core/topology/rack-fit";
import type { PlacementTry } from "@headroom/ui/rack/Elevation";
import { type Aim, clampAim } from "@headroom/ui/rack/rackModel";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "../../trpc/client";
import { adviceOf, reasonLine, slotText } from "./fitWords";
import { type RackView, useRackView } from "./useRackView";

/** What is carried over a rack: a device of it, of another rack, or a new one of a type. */
export interface Carried {
  readonly device: FittingDevice;
  /** Its own name; a new one has its type's. */
  readonly name: string;
  /** null: it is new. */
  readonly from: {
    readonly id: number;
    readonly rack: string;
    readonly startU: number;
    readonly face: Aim["face"];
  } | null;
  /** Type of a new one. */
  readonly type: string | null;
  readonly aim: Aim;
  readonly reasons: readonly FitReason[];
  /** The nearest place that fits, when this one does not. */
  readonly nearest: Aim | null;
  /** It would stand where it stands; and the nearest place is that one. */
  readonly isHome: boolean;
  readonly isNearestHome: boolean;
}

/** The carried thing held against the rack that is looked at; null: nothing is, or it is not known yet. */
export function useCarry(rack: RackDetail, view: RackView): Carried | null {
  const trpc = useTRPC();
  const own = rack.devices.find((one) => one.id === view.carry);
  const elsewhere = useQuery(
    trpc.rack.device.queryOptions({ id: view.carry ?? 0 }, { enabled: view.carry !== null && own === undefined }),
  );
  const types = useQuery(trpc.catalog.serverTypes.queryOptions(undefined, { enabled: view.place !== null }));
  const contents = useMemo(() => rackContents(rack), [rack]);
  const other = elsewhere.data;
  const type =
    view.place === null ? undefined : (types.data?.find((one) => one.code === view.place) ?? types.data?.[0]);
  return useMemo(() => {
    const found = own
      ? { ...own, fullDepth: own.face === "both", rack: rack.code }
      : view.carry !== null && other
        ? other
        : null;
    const source = found ?? (view.carry === null ? type : undefined);
    if (!source) return null;
    const device: FittingDevice = { ...source, id: found?.id ?? null };
    const home: Aim | null =
      found && found.rack === rack.code
        ? { startU: found.startU, face: found.face === "rear" ? "rear" : "front" }
        : null;
    const start: Aim = home ?? {
      startU: Math.max(1, rack.heightU + 1 - device.heightU),
      face: found?.face === "rear" ? "rear" : "front",
    };
    const wanted = view.to ?? (home ? home : (nearestFit(contents, device, start) ?? start));
    const aim = clampAim(rack.heightU, device.heightU, wanted, 0.5);
    const reasons = rackFit(contents, device, aim);
    const nearest = reasons.length > 0 ? nearestFit(contents, device, aim) : null;
    const isItsOwn = (at: Aim) => home?.startU === at.startU && (device.fullDepth || home.face === at.face);
    return {
      device,
      name: source.name,
      from: found && {
        id: found.id,
        rack: found.rack,
        startU: found.startU,
        face: found.face === "rear" ? "rear" : "front",
      },
      type: found ? null : (type?.code ?? null),
      aim,
      reasons,
      nearest,
      isHome: isItsOwn(aim),
      isNearestHome: nearest !== null && isItsOwn(nearest),
    };
  }, [rack, contents, own, other, type, view.carry, view.to]);
}

/** Picks things up and puts them back: what is carried is in the address. */
export function useCarrying() {
  const [, setView] = useRackView();
  return {
    grab: (id: number) => void setView({ carry: id, place: null, to: null, device: String(id), view: "rack" }),
    place: (type: string) => void setView({ place: type, carry: null, to: null, device: null, view: "rack" }),
    aim: (to: Aim) => void setView({ to }),
    end: () => void setView({ carry: null, place: null, to: null }),
  };
}

/** The carried thing as the elevation draws it. */
export function placementOf({ device, name, aim, reasons, nearest, isHome, isNearestHome }: Carried): PlacementTry {
  const where = slotText(aim, device.heightU, device.fullDepth);
  const fits = reasons.length === 0;
  return {
    name,
    startU: aim.startU,
    heightU: device.heightU,
    face: aim.face,
    fullDepth: device.fullDepth,
    fits,
    title: isHome ? `Stands at ${where}` : fits ? `Fits at ${where}` : `Blocked at ${where}`,
    lines: reasons.map(reasonLine),
    ...(fits ? {} : { advice: adviceOf(nearest, device.heightU, device.fullDepth, isNearestHome) }),
  };
}
