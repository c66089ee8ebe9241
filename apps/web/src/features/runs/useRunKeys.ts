"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import type { RunDialog } from "./RunDialogs";

interface RunKeys {
  openDialog: (dialog: RunDialog) => void;
  retryFailed: () => void;
  /** The gate that O opens. */
  firstGate: { wave: number; after: string } | null;
  turnFollow: () => void;
  /** The next part of its time; absent: it has only all of it. */
  turnZoom?: (() => void) | undefined;
}

/** The keys of a run's page: only those that do something now. */
export function useRunKeys(
  run: RunDetail,
  { openDialog, retryFailed, firstGate, turnFollow, turnZoom }: RunKeys,
): void {
  const isOn = (action: string) => run.allowed[action]?.ok === true;
  useHotkeys([
    ...(firstGate && isOn("gate")
      ? [{ keys: "o", label: "open gate", run: () => openDialog({ kind: "openGate", ...firstGate }) }]
      : []),
    ...(isOn("pause") ? [{ keys: "p", label: "pause", run: () => openDialog({ kind: "pause" }) }] : []),
    ...(isOn("resume") ? [{ keys: "p", label: "resume", run: () => openDialog({ kind: "resume" }) }] : []),
    ...(isOn("retryAll") ? [{ keys: "r", label: "retry failed", run: retryFailed }] : []),
    { keys: "j", label: "step", caps: "J K", run: () => moveTo(1) },
    { keys: "k", label: "step", strip: false, run: () => moveTo(-1) },
    { keys: "Enter", label: "look into it", listed: true },
    { keys: "l", label: "log", run: () => document.querySelector<HTMLElement>(".hr-log")?.focus() },
    { keys: ".", label: "follow", run: turnFollow },
    ...(turnZoom ? [{ keys: "z", label: "past, now, ahead", run: turnZoom }] : []),
  ]);
}

/** The focus goes to the next step that is listed, in the order of the page. */
function moveTo(direction: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>("[data-run-step]")];
  const here = all.indexOf(document.activeElement as HTMLElement);
  const next = all[here < 0 ? (direction > 0 ? 0 : all.length - 1) : here + direction];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
