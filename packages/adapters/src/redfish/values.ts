import type { BootTarget, DriveMedia, EraseMethod, PowerState } from "@headroom/services/ports/hardware";

/** Values as vendors write them: numbers as text, texts with spaces around, and words for nothing. */

const NOTHING: ReadonlySet<string> = new Set([
  "",
  "n/a",
  "na",
  "none",
  "null",
  "unknown",
  "not specified",
  "not available",
]);

export function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  return NOTHING.has(text.toLowerCase()) ? null : text;
}

/** Finite. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** Not negative, and finite. */
export function amountOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 ? number : null;
}

const powerStates: Readonly<Record<string, PowerState>> = {
  on: "on",
  off: "off",
  poweringon: "powering_on",
  poweringoff: "powering_off",
  paused: "paused",
};
export const powerStateOf = (value: unknown): PowerState =>
  powerStates[textOf(value)?.toLowerCase().replaceAll(" ", "") ?? ""] ?? "unknown";

export function mediaOf(type: unknown, protocol: unknown): DriveMedia {
  if (/nvme/i.test(textOf(protocol) ?? "")) return "nvme";
  const media = textOf(type)?.toLowerCase();
  return media === "hdd" || media === "ssd" ? media : "other";
}

/** The schema's words. */
export const eraseWords: Readonly<Record<Exclude<EraseMethod, "own">, string>> = {
  cryptographic: "CryptographicErase",
  block: "BlockErase",
  overwrite: "Overwrite",
};

export const bootWords: Readonly<Record<BootTarget, string>> = {
  none: "None",
  network: "Pxe",
  disk: "Hdd",
  cd: "Cd",
  usb: "Usb",
  setup: "BiosSetup",
  diagnostics: "Diags",
};
