"use client";
import type { ScenarioBoard, ScenarioDto } from "@headroom/contracts/scenario";
import { Button } from "@headroom/ui/primitives/Button";
import { ConfirmDialog } from "@headroom/ui/primitives/Dialog";
import { Fill } from "@headroom/ui/primitives/PageHeader";
import { useState } from "react";
import type { useScenarioChange } from "./useBoard";
import { useToastFailure } from "./useToastFailure";

interface ColumnActionsProps {
  scenario: ScenarioDto;
  edit: ScenarioBoard["edit"];
  change: ReturnType<typeof useScenarioChange>;
  onEdit: () => void;
  onCsv: () => void;
}

/** What can be done with the chosen scenario, under its column. */
export function ColumnActions({ scenario, edit, change, onEdit, onCsv }: ColumnActionsProps) {
  const [removing, setRemoving] = useState(false);
  const failed = useToastFailure();
  const ref = { id: scenario.id, version: scenario.version };
  const working = scenario.state === "queued" || scenario.state === "running";
  const off = edit.ok ? null : edit.why;
  return (
    <div className="sc-acts">
      <b>Scenario {scenario.letter}</b>
      {scenario.failure ? (
        <span className="hr-crit">
          {scenario.failure.message} Trace {scenario.failure.traceId}
        </span>
      ) : null}
      <Fill />
      <Button size="small" keyHint="E" off={off} onPress={onEdit}>
        Edit knobs
      </Button>
      {working ? (
        <Button
          size="small"
          off={off ?? (change.cancel.isPending ? "Stopping" : null)}
          onPress={() => change.cancel.mutate(ref, { onError: failed("Stopping it") })}
        >
          Stop
        </Button>
      ) : (
        <Button
          size="small"
          keyHint="R"
          off={off ?? (change.again.isPending ? "Starting" : null)}
          onPress={() => change.again.mutate(ref, { onError: failed("Solving it again") })}
        >
          Solve again
        </Button>
      )}
      <Button size="small" onPress={onCsv}>
        CSV
      </Button>
      <Button size="small" off={off} onPress={() => setRemoving(true)}>
        Remove
      </Button>
      <ConfirmDialog
        open={removing}
        onClose={() => setRemoving(false)}
        onConfirm={() =>
          change.remove.mutate(ref, { onSuccess: () => setRemoving(false), onError: failed("Removing it") })
        }
        title={`Remove scenario ${scenario.letter}?`}
        confirmWord="Remove"
        busy={change.remove.isPending}
      >
        Its knobs and its outcome go; the plan and the fleet stay as they are.
      </ConfirmDialog>
    </div>
  );
}
