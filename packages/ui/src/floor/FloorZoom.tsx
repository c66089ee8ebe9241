"use client";
import { Icon, type IconName } from "../primitives/Icon";
import { ZOOM_STEP } from "./camera";

interface FloorZoomProps {
  onZoom: (factor: number) => void;
  onFit: () => void;
  isWhole: boolean;
}

/** What wheel, pinch and keys do, by a press. */
export function FloorZoom({ onZoom, onFit, isWhole }: FloorZoomProps) {
  const button = (label: string, icon: IconName, run: () => void, off = false) => (
    <button type="button" aria-label={label} aria-disabled={off || undefined} onClick={() => (off ? undefined : run())}>
      <Icon name={icon} size={14} />
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="hr-floor-zoom" role="group" aria-label="Zoom">
      {button("Zoom in", "plus", () => onZoom(ZOOM_STEP))}
      {button("Zoom out", "minus", () => onZoom(1 / ZOOM_STEP), isWhole)}
      {button("All of the floor", "fit", onFit, isWhole)}
    </div>
  );
}
