"use client";
import type { RecordChange } from "@headroom/contracts/record";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { refusedWords } from "../racks/useApplyCarry";
import { failureWords } from "../words/errors";

export interface RackMoveOrder {
  readonly rackId: number;
  readonly rack: string;
  readonly to: Extract<RecordChange, { op: "move" }>["to"];
  /** The same place in words. */
  readonly where: string;
}

/** Moves a rack with everything in it, in one undoable change of the record at the version that is there now. U takes it back. */
export function useApplyRackMove(datacenter: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const change = useMutation(trpc.record.change.mutationOptions());
  const undo = useMutation(trpc.record.undo.mutationOptions());
  const fresh = () =>
    Promise.all(
      [trpc.datacenter.pathKey(), trpc.rack.pathKey(), trpc.record.pathKey(), trpc.region.pathKey()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const fail = (error: unknown) =>
    toast({ tone: "critical", text: failureWords(publicErrorOf(error), `Moving racks in ${datacenter}`).cause });

  const takeBack = async (id: number, rack: string) => {
    try {
      const outcome = await undo.mutateAsync({ change: id });
      await fresh();
      if (outcome.kind === "done") toast({ text: `${rack} is back where it was.` });
      else toast({ tone: "attention", text: refusedWords(outcome) });
    } catch (error) {
      fail(error);
    }
  };

  /** True: it was moved. */
  const apply = async ({ rackId, rack, to, where }: RackMoveOrder): Promise<boolean> => {
    setBusy(true);
    try {
      const { version } = await queries.fetchQuery(trpc.record.get.queryOptions({ type: "racks", id: rackId }));
      const outcome = await change.mutateAsync({ changes: [{ op: "move", type: "racks", id: rackId, version, to }] });
      await fresh();
      if (outcome.kind === "refused") {
        toast({ tone: "attention", text: refusedWords(outcome) });
        return false;
      }
      const { change: id } = outcome;
      toast({
        text: `${rack} moved to ${where}.`,
        ...(id === null ? {} : { onUndo: () => void takeBack(id, rack) }),
      });
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { apply, busy };
}
