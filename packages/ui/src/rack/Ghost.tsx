"use client";
import { type CSSProperties, type PointerEvent, useEffect, useId, useRef } from "react";
import { Icon } from "../primitives/Icon";
import type { PlacementTry } from "./Elevation";
import type { Face, RackKey } from "./rackModel";

const KEYS: readonly string[] = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"];

interface GhostProps {
  placement: PlacementTry;
  /** The face it is drawn on. On the other face than its own it is only drawn. */
  face: Face;
  style: CSSProperties;
  onPress: (event: PointerEvent) => void;
  onAimKey: (key: RackKey, half: boolean) => void;
  onDrop?: () => void;
}

/** What is carried: dashed plum where it fits, critical hatch and every reason where it does not. */
export function Ghost({ placement, face, style, onPress, onAimKey, onDrop }: GhostProps) {
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const isHome = placement.face === face;
  useEffect(() => {
    if (isHome) button.current?.focus({ preventScroll: false });
  }, [isHome]);
  const className = placement.fits ? "hr-ghost" : "hr-ghost hr-ghost-no";
  if (!isHome) return <div className={className} style={style} aria-hidden="true" />;
  const top = Number(style.top) + Number(style.height) + 6;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        style={style}
        aria-label={`${placement.name}. ${placement.title}`}
        aria-describedby={id}
        onPointerDown={onPress}
        onClick={(event) => {
          // A click of the mouse only takes hold of it; a drop is where it is let go, or Enter.
          if (event.detail === 0) onDrop?.();
        }}
        onKeyDown={(event) => {
          if (!KEYS.includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onAimKey(event.key as RackKey, event.shiftKey);
        }}
      />
      <div className="hr-tip hr-ghost-tip" id={id} role="status" style={{ top }}>
        <span className="hr-st" data-tone={placement.fits ? "planned" : "critical"}>
          <Icon name={placement.fits ? "planned" : "blocked"} size={13} />
          <span>{placement.title}</span>
        </span>
        {placement.lines.length > 0 ? (
          <ol>
            {placement.lines.map((line) => (
              <li key={`${line.text} ${line.margin}`}>
                <span>{line.text}</span>
                <span className={line.broken ? "hr-crit hr-strong" : "hr-mut"}>{line.margin}</span>
              </li>
            ))}
          </ol>
        ) : null}
        {placement.advice ? <div className="hr-sec">{placement.advice}</div> : null}
      </div>
    </>
  );
}
