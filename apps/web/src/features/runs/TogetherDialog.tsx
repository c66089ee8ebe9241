"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextArea } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { stageLines } from "@headroom/ui/run/stages";
import { stageTitle } from "@headroom/ui/run/words";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTRPC } from "../../trpc/client";
import { useNow } from "../frame/time";
import { EvacuationLine } from "./EvacuationLine";
import { notEvacuatedYet } from "./evacuation";
import { Checklist } from "./TaskFields";
import { TogetherRacks } from "./TogetherRacks";
import { taskFailure } from "./taskFailure";
import { givenKey, leftTogether } from "./together";
import { useRunChange } from "./useRunChange";
import { useTaskDraft } from "./useTaskDraft";

interface TogetherDialogProps {
  run: RunDetail;
  wave: number;
  stage: string;
  onClose: () => void;
}

/** One task of many racks at once: ticked once for all that are chosen, each with what its stage wants of it. */
export function TogetherDialog({ run, wave: number, stage, onClose }: TogetherDialogProps) {
  const trpc = useTRPC();
  const now = useNow();
  const form = useId();
  const change = useRunChange();
  const me = useQuery(trpc.session.me.queryOptions()).data?.person;
  const [draft, setDraft, forget] = useTaskDraft(`run-${run.id}.${number}.${stage}`);
  const wave = run.waves.find((one) => one.number === number);
  const all = wave ? (stageLines(run.template, wave, now).find(({ key }) => key === stage)?.together ?? []) : [];
  const chosen = all.filter(({ step }) => !draft.without.includes(step.id));
  const checklist = all[0]?.step.checklist.map(({ text }) => text) ?? [];
  const isUndo = all[0]?.step.state === "undoing";
  const asked = isUndo ? [] : (run.template.stages.find(({ key }) => key === stage)?.evidence ?? []);
  const does = run.template.stages.find(({ key }) => key === stage)?.does ?? stage;
  const evacuation = does === "drain" && !isUndo ? run.evacuation : null;
  const left = notEvacuatedYet(evacuation) ?? leftTogether(draft, { chosen, checklist, asked });
  const failure = taskFailure(change.finishMany.error, "Finishing them");
  const title = stageTitle(run.template, stage);
  const notMine = chosen.filter(({ step }) => step.assignee?.id !== me?.id).map(({ step }) => step.id);
  const finish = () =>
    change.finishMany.mutate(
      {
        steps: chosen.map(({ step }) => ({
          stepId: step.id,
          evidence: asked.map((kind) => ({ kind, text: draft.given[givenKey(step.id, kind)]!.trim() })),
        })),
        checked: [...draft.checked],
        note: draft.note.trim(),
      },
      {
        onSuccess: () => {
          forget();
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      size={asked.length > 0 ? "wide" : "normal"}
      title={`${isUndo ? "Take back: " : ""}${title} of ${formatCount(all.length, "rack")}`}
      actions={
        <>
          <Button onPress={onClose}>Not now</Button>
          <Button
            variant="primary"
            type="submit"
            form={form}
            icon="within"
            off={change.finishMany.isPending ? "One moment" : left}
            offBeside={left !== null}
          >
            {`Done, ${formatCount(chosen.length, "rack")}`}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (left === null && !change.finishMany.isPending) finish();
        }}
      >
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        {all.length === 0 ? <Notice>Nobody has it to do any more: others have done it meanwhile.</Notice> : null}
        {evacuation ? (
          <Notice tone={notEvacuatedYet(evacuation) === null ? "plain" : "attention"}>
            Evacuation plan: <EvacuationLine evacuation={evacuation} />.
          </Notice>
        ) : null}
        <Checklist
          legend={chosen.length === 1 ? "Checklist" : "Checklist, of each of these racks"}
          checklist={checklist}
          draft={draft}
          onChange={setDraft}
        />
        <TogetherRacks all={all} asked={asked} draft={draft} onChange={setDraft} />
        <TextArea
          label="Note"
          optional
          rows={2}
          value={draft.note}
          maxLength={2000}
          onChange={(event) => setDraft({ note: event.target.value })}
        />
        {me && notMine.length > 0 ? (
          <div className="hr-row">
            <Button
              size="small"
              off={change.assign.isPending ? "One moment" : null}
              onPress={() => change.assign.mutate({ stepIds: notMine, assigneeId: me.id })}
            >
              {notMine.length === 1 ? "Take it" : `Take all ${notMine.length}`}
            </Button>
            <span className="hr-s12 hr-mut">Then others see that you have them, and you can go on later.</span>
          </div>
        ) : null}
      </form>
    </Dialog>
  );
}
