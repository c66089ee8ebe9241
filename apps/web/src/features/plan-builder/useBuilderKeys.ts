"use client";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import type { BoardColumn } from "./columns";
import type { Editing } from "./EditorDialog";
import type { useScenarioChange } from "./useBoard";

interface BuilderKeys {
  columns: readonly BoardColumn[];
  chosen: BoardColumn;
  choose: (id: string) => void;
  /** null: no scenario can be added. */
  add: (() => void) | null;
  edit: boolean;
  setEditing: (editing: Editing) => void;
  change: ReturnType<typeof useScenarioChange>;
  setAt: (at: { against: string }) => unknown;
}

/** The keys of the builder: which column, and what is done with it. */
export function useBuilderKeys(keys: BuilderKeys): void {
  const { columns, chosen, choose, add, edit, setEditing, change, setAt } = keys;
  const { scenario } = chosen;
  const step = (by: number) => {
    const at = columns.findIndex((column) => column.id === chosen.id);
    const next = columns[Math.min(columns.length - 1, Math.max(0, at + by))];
    if (next) choose(next.id);
  };
  const solvable = edit && scenario && scenario.state !== "running" && scenario.state !== "queued";
  useHotkeys([
    ...(columns.length > 1
      ? [
          { keys: "ArrowRight", label: "column", caps: "← →", run: () => step(1) },
          { keys: "ArrowLeft", label: "column", strip: false, run: () => step(-1) },
        ]
      : []),
    ...(add ? [{ keys: "n", label: "add scenario", run: add }] : []),
    ...(edit && scenario ? [{ keys: "e", label: "edit knobs", run: () => setEditing({ scenario, knob: null }) }] : []),
    ...(scenario
      ? [
          {
            keys: "d",
            label: "diff against base",
            run: () => {
              setAt({ against: "base" });
              document.getElementById("compare")?.scrollIntoView({ block: "start" });
            },
          },
        ]
      : []),
    ...(solvable
      ? [
          {
            keys: "r",
            label: "solve again",
            run: () => change.again.mutate({ id: scenario.id, version: scenario.version }),
          },
        ]
      : []),
  ]);
}
