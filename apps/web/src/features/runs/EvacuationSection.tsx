import type { RunDetail } from "@headroom/contracts/run";
import { Button } from "@headroom/ui/primitives/Button";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { EvacuationLine } from "./EvacuationLine";
import { notEvacuatedYet } from "./evacuation";
import type { RunDialog } from "./RunDialogs";

interface EvacuationSectionProps {
  run: RunDetail;
  onDialog: (dialog: RunDialog) => void;
}

/** Where the load of the run's racks goes before they are drained. Nothing where a run drains none. */
export function EvacuationSection({ run, onDialog }: EvacuationSectionProps) {
  if (!run.drains) return null;
  const { evacuation } = run;
  const may = run.allowed.tasks;
  const isOver = run.endedAt !== null;
  if (isOver && evacuation === null) return null;
  return (
    <Section
      id="evacuation"
      title="Evacuation plan"
      note="where the load goes before racks are drained"
      actions={
        isOver ? null : (
          <Button
            size="small"
            off={may?.ok ? null : (may?.why ?? "Not possible now")}
            onPress={() => onDialog({ kind: "evacuation" })}
          >
            {evacuation === null ? "Name it…" : "Change it…"}
          </Button>
        )
      }
    >
      <p className="pad hr-s12">
        {evacuation === null ? (
          <span className="hr-mut">Nobody named one: whoever drains a rack asks its owner alone.</span>
        ) : (
          <>
            <EvacuationLine evacuation={evacuation} />.
            {!isOver && notEvacuatedYet(evacuation) !== null ? " No rack counts as drained before." : ""}
          </>
        )}
      </p>
    </Section>
  );
}
