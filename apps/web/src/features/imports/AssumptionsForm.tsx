"use client";
import type { ImportRunDto } from "@headroom/contracts/imports";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { AssumptionTable } from "./AssumptionTable";
import { groupAssumptions } from "./assumptionGroups";
import { ConflictTable, type Side } from "./ConflictTable";

/** Every assumption with its tick, and what was changed on both sides; the import can be written once each assumption has its tick. */
export function AssumptionsForm({ run, hasNews }: { run: ImportRunDto; hasNews: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { assumptions, conflicts = [] } = run.report;
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const commit = useMutation(trpc.import.commit.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const open = run.state === "checked" && hasNews;
  const left = assumptions.length - confirmed.size;
  const confirm = (ids: readonly string[], on: boolean) => {
    const next = new Set(confirmed);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setConfirmed(next);
  };
  const off = commit.isPending
    ? "Writing"
    : !hasNews
      ? "There is nothing new to write"
      : left > 0
        ? `${formatCount(left, "assumption")} not confirmed yet`
        : null;
  const failure = commit.error ? failureWords(publicErrorOf(commit.error), "The import") : null;
  return (
    <>
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      {conflicts.length > 0 ? (
        <ConflictTable
          conflicts={conflicts}
          choices={choices}
          onChoose={
            open
              ? (ids, side) => setChoices({ ...choices, ...Object.fromEntries(ids.map((one) => [one, side])) })
              : null
          }
        />
      ) : null}
      {assumptions.length === 0 ? <AllDone title="Nothing had to be assumed" /> : null}
      {groupAssumptions(assumptions).map((group) => (
        <AssumptionTable key={group.id} group={group} confirmed={confirmed} onConfirm={open ? confirm : null} />
      ))}
      {run.state === "checked" ? (
        <div className="commit-bar">
          <Button
            variant="primary"
            off={off}
            offBeside
            onPress={() => commit.mutate({ id: run.id, confirmed: [...confirmed], choices })}
          >
            Write to the inventory
          </Button>
          {open && left > 0 && !commit.isPending ? (
            <Button
              onPress={() =>
                confirm(
                  assumptions.map((one) => one.id),
                  true,
                )
              }
            >
              Tick {left === assumptions.length ? `all ${left}` : `the other ${left}`}
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
