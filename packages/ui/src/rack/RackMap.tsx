"use client";
import { type RefObject, useEffect, useState } from "react";
import { type RackModel, topUnit, type UnitOrder } from "./rackModel";
import { SideSection } from "./SideSection";

/** Which part of an element the page's scroller shows, as shares of its height. */
export function useVisibleShare(target: RefObject<HTMLElement | null>): { from: number; to: number } {
  const [view, setView] = useState({ from: 0, to: 1 });
  useEffect(() => {
    const element = target.current;
    const scroller: HTMLElement | null = element?.closest("main") ?? null;
    if (!element || !scroller) return;
    const read = () => {
      const box = element.getBoundingClientRect();
      const port = scroller.getBoundingClientRect();
      const clamp = (y: number) => Math.max(0, Math.min(1, (y - box.top) / Math.max(1, box.height)));
      setView({ from: clamp(port.top), to: clamp(port.bottom) });
    };
    read();
    scroller.addEventListener("scroll", read, { passive: true });
    window.addEventListener("resize", read);
    return () => {
      scroller.removeEventListener("scroll", read);
      window.removeEventListener("resize", read);
    };
  }, [target]);
  return view;
}

export interface RackMapProps {
  rack: RackModel;
  order: UnitOrder;
  /** Part of the rack in view, as shares of its height. */
  view: { from: number; to: number };
  heightPx?: number;
}

/** The whole rack small, with the part in view framed. */
export function RackMap({ rack, order, view, heightPx = 296 }: RackMapProps) {
  const unitAt = (share: number) => {
    const index = Math.max(0, Math.min(rack.heightU - 1, Math.floor(share * rack.heightU)));
    return order === "top" ? rack.heightU - index : index + 1;
  };
  return (
    <div className="hr-rmap" aria-hidden="true">
      <div style={{ position: "relative", width: 44 }}>
        <SideSection rack={rack} order={order} heightPx={heightPx} widthPx={44} numbers={false} />
        <span
          className="hr-rmap-v"
          style={{ top: view.from * heightPx, height: Math.max(6, (view.to - view.from) * heightPx) }}
        />
      </div>
      <div>
        front | rear
        <br />U{unitAt(view.from)} – U{unitAt(Math.max(view.from, view.to - 1e-6))}
      </div>
    </div>
  );
}

/** How far down a unit is, as a share, for scrolling to it. */
export function shareOfUnit(rack: RackModel, order: UnitOrder, unit: number): number {
  return topUnit(rack.heightU, order, unit, 1) / rack.heightU;
}
