"use client";
import type { RackDetail } from "@headroom/contracts/fleet";
import type { RecordChange, RecordOutcome } from "@headroom/contracts/record";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { slotText } from "./fitWords";
import { type Carried, useCarrying } from "./useCarry";

/** Why a change was not made, in a sentence: somebody was faster, or a rule of the record. */
export function refusedWords({ problems, conflicts }: Extract<RecordOutcome, { kind: "refused" }>): string {
  const [problem] = problems;
  if (problem)
    return `Nothing was changed: ${problem.expected} was expected, ${problem.value} came. ${problem.advice}.`;
  return conflicts.length > 0
    ? "Somebody changed it meanwhile. It is loaded again: look, and try once more."
    : "Nothing was changed.";
}

/** Puts what is carried where it is aimed at, in one undoable change of the record. U takes it back. */
export function useApplyCarry(rack: RackDetail) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const carrying = useCarrying();
  const [busy, setBusy] = useState(false);
  const fresh = () =>
    Promise.all(
      [trpc.rack.pathKey(), trpc.record.pathKey(), trpc.datacenter.pathKey()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const apply = useMutation(trpc.record.change.mutationOptions());
  const undo = useMutation(trpc.record.undo.mutationOptions());
  const fail = (error: unknown) =>
    toast({ tone: "critical", text: failureWords(publicErrorOf(error), "Moving devices").cause });

  const takeBack = async (change: number, words: string) => {
    try {
      const outcome = await undo.mutateAsync({ change });
      await fresh();
      if (outcome.kind === "done") toast({ text: words });
      else toast({ tone: "attention", text: refusedWords(outcome) });
    } catch (error) {
      fail(error);
    }
  };

  /** Of what stands: an edit of its rack, unit and face, at the version that is there now. */
  const changeOf = async (carried: Carried, name: string): Promise<RecordChange> => {
    const { device, aim, from, type } = carried;
    const at = { rack: rack.code, start_u: aim.startU, face: device.fullDepth ? "both" : aim.face };
    if (from === null) {
      const fields = { ...at, name: name.trim(), server_type: type, height_u: device.heightU, state: "planned" };
      return { op: "create", type: "servers", fields };
    }
    const { version } = await queries.fetchQuery(trpc.record.get.queryOptions({ type: "servers", id: from.id }));
    return { op: "edit", type: "servers", id: from.id, version, fields: at };
  };

  const run = async (carried: Carried, name: string) => {
    if (busy || carried.isHome || carried.reasons.length > 0 || (carried.from === null && name.trim() === "")) return;
    setBusy(true);
    try {
      const called = carried.from === null ? name.trim() : carried.name;
      const outcome = await apply.mutateAsync({ changes: [await changeOf(carried, name)] });
      if (outcome.kind === "refused") toast({ tone: "attention", text: refusedWords(outcome) });
      else {
        const { change } = outcome;
        const where = slotText(carried.aim, carried.device.heightU, carried.device.fullDepth);
        const isNew = carried.from === null;
        const deed = isNew ? "is planned at" : "moved to";
        const undone = isNew ? `${called} is taken back.` : `${called} is back where it was.`;
        toast({
          text: `${called} ${deed} ${where} of ${rack.code}.`,
          ...(change === null ? {} : { onUndo: () => void takeBack(change, undone) }),
        });
        carrying.end();
      }
      await fresh();
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };
  return { run: (carried: Carried, name: string) => void run(carried, name), busy };
}
