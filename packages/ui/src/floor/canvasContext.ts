import type { Camera } from "./camera";
import type { FloorDrawing } from "./drawing";
import type { Box } from "./layout";

/** The canvas's context, in CSS pixels of a size, as dense as the screen or as said. null: there is no canvas. */
export function canvasContext(
  canvas: HTMLCanvasElement | null,
  width: number,
  height: number,
  density?: number,
): CanvasRenderingContext2D | null {
  const ctx = canvas?.getContext("2d");
  if (!canvas || !ctx) return null;
  const scale = density ?? (window.devicePixelRatio || 1);
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  return ctx;
}

/**
 * Moves what the canvas shows to where a camera of the same scale sees it now, and says which parts of the view have nothing yet. null: the
 * move is no shift by whole device pixels, everything is to be drawn. Cells stand on whole device pixels of the floor, so a shifted picture
 * is the same as one drawn anew.
 */
export function shift(
  ctx: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  from: Camera,
  to: FloorDrawing,
): Box[] | null {
  const { camera, view, density = 1 } = to;
  if (!camera || !view || camera.scale !== from.scale) return null;
  const dx = (from.x - camera.x) * camera.scale;
  const dy = (from.y - camera.y) * camera.scale;
  const isWhole = (px: number) => Math.abs(px * density - Math.round(px * density)) < 1e-3;
  if (!isWhole(dx) || !isWhole(dy) || Math.abs(dx) >= view.width || Math.abs(dy) >= view.height) return null;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalCompositeOperation = "copy";
  ctx.drawImage(canvas, Math.round(dx * density), Math.round(dy * density));
  ctx.globalCompositeOperation = "source-over";
  ctx.setTransform(density, 0, 0, density, 0, 0);
  const parts: Box[] = [];
  if (dx !== 0) parts.push({ x: dx > 0 ? 0 : view.width + dx, y: 0, width: Math.abs(dx), height: view.height });
  if (dy !== 0) parts.push({ x: 0, y: dy > 0 ? 0 : view.height + dy, width: view.width, height: Math.abs(dy) });
  return parts;
}
