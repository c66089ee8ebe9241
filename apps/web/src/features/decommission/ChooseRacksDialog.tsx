"use client";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextArea } from "@headroom/ui/primitives/Field";
import { Segmented } from "@headroom/ui/primitives/Segmented";
import { useId, useState } from "react";

interface ChooseRacksDialogProps {
  onClose: () => void;
  onChoose: (racks: readonly string[], kind: "decommission" | "repair") => void;
}

const MOST = 2_000;

/** Racks by their names, as they are copied from a table or a mail. What they are is shown next. */
export function ChooseRacksDialog({ onClose, onChoose }: ChooseRacksDialogProps) {
  const form = useId();
  const [text, setText] = useState("");
  const [kind, setKind] = useState<"decommission" | "repair">("decommission");
  const racks = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
  const off = racks.length === 0 ? "Name a rack first" : racks.length > MOST ? `At most ${MOST} racks in a run` : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Which racks?"
      actions={
        <>
          <Button onPress={onClose}>Not now</Button>
          <Button variant="primary" type="submit" form={form} off={off}>
            {racks.length === 0 ? "Look at them" : `Look at ${formatCount(racks.length, "rack")}`}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (off === null) onChoose(racks, kind);
        }}
      >
        <Segmented
          label="What is done to them"
          options={[
            { value: "decommission", label: "Take out for good" },
            { value: "repair", label: "Repair" },
          ]}
          value={kind}
          onChange={setKind}
        />
        <TextArea
          label="Racks"
          help="Their names, apart by spaces, commas or lines. Racks can also be ticked in the inventory."
          rows={5}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
