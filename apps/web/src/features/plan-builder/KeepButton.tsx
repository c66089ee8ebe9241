"use client";
import type { ScenarioBoard, ScenarioDto } from "@headroom/contracts/scenario";
import { formatList } from "@headroom/ui/format/lists";
import { formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { useRouter } from "../frame/address";
import { useMay } from "../frame/useMay";
import { failureWords } from "../words/errors";
import { summaryWords, worldWords } from "./knobs";
import type { Names } from "./names";
import type { useScenarioChange } from "./useBoard";

interface KeepButtonProps {
  board: ScenarioBoard;
  scenario: ScenarioDto;
  names: Names;
  keep: ReturnType<typeof useScenarioChange>["keep"];
}

/** Makes the chosen scenario the draft; where that makes no sense it says why, and offers its knobs as a note. */
export function KeepButton({ board, scenario, names, keep }: KeepButtonProps) {
  const [open, setOpen] = useState(false);
  const may = useMay();
  const router = useRouter();
  const toast = useToast();
  const { letter, summary, worldChanges } = scenario;
  const off = offReason(board, scenario, may("plan.edit"));
  const failure = keep.error ? failureWords(publicErrorOf(keep.error), "Keeping it") : null;
  const note = `PL-${board.plan.id}, scenario ${letter} (${scenario.name}): ${summaryWords(scenario.changes, names)}. ${
    summary ? `Places ${summary.racksPlaced} of ${summary.racksAsked} racks.` : ""
  }`.trim();
  const copy = async () => {
    await navigator.clipboard.writeText(note);
    setOpen(false);
    toast({ text: "The knobs are on the clipboard" });
  };
  const confirm = () =>
    keep.mutate(
      { id: scenario.id, version: scenario.version, planVersion: board.plan.version },
      {
        onSuccess: () => {
          setOpen(false);
          router.push(`/plans/${board.plan.id}`);
        },
      },
    );
  const another = worldChanges.length > 0;
  return (
    <>
      <Button variant="primary" off={off} onPress={() => setOpen(true)}>
        {`Keep ${letter}`}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={another ? `Scenario ${letter} cannot be the plan` : `Keep scenario ${letter} as the draft?`}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{another ? "Close" : "Not yet"}</Button>
            {another ? (
              <Button variant="primary" onPress={() => void copy()}>
                Copy the knobs as a note
              </Button>
            ) : (
              <Button variant="primary" off={keep.isPending ? "Keeping it" : null} onPress={confirm}>
                Make it the draft
              </Button>
            )}
          </>
        }
      >
        {another ? (
          <div className="form-stack">
            <p>
              It stands on {formatList(worldChanges.map((kind) => worldWords[kind] ?? kind))}: nobody can build that as
              things are. Only pinned and forbidden rows, the order and the policy can be kept.
            </p>
            <p className="note-text">{note}</p>
          </div>
        ) : (
          <div className="form-stack">
            {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
            <p>
              The draft's {formatNumber(board.base.summary?.racksPlaced ?? 0)} placed racks give way to these{" "}
              {formatNumber(summary?.racksPlaced ?? 0)}: {summaryWords(scenario.changes, names)}.
            </p>
            <p>
              It is checked against the fleet as it is now, gets a new hash, and you are its last editor. Planning the
              draft again places it as if nothing were pinned.
            </p>
          </div>
        )}
      </Dialog>
    </>
  );
}

function offReason(board: ScenarioBoard, { state, letter }: ScenarioDto, mayEdit: boolean): string | null {
  if (board.plan.state !== "draft") return "Only a draft takes another outcome";
  if (!mayEdit) return "It is for planners and admins";
  if (state !== "done") return `Scenario ${letter} has no outcome`;
  return null;
}
