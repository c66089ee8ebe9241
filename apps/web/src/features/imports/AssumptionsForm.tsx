"use client";
import type { ImportRunDto } from "@headroom/contracts/imports";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { Checkbox } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

/** Every assumption with its tick; the import can be written once each one has it. */
export function AssumptionsForm({ run, hasNews }: { run: ImportRunDto; hasNews: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { assumptions, rejected } = run.report;
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const commit = useMutation(trpc.import.commit.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const open = run.state === "checked";
  const left = assumptions.length - confirmed.size;
  const all = left === 0;
  const toggle = (id: string) => {
    const next = new Set(confirmed);
    if (!next.delete(id)) next.add(id);
    setConfirmed(next);
  };
  const off = commit.isPending
    ? "Writing"
    : rejected.length > 0
      ? "Rows are rejected: mend the files and check them again"
      : !hasNews
        ? "There is nothing new to write"
        : all
          ? null
          : `${formatCount(left, "assumption")} not confirmed yet`;
  const failure = commit.error ? failureWords(publicErrorOf(commit.error), "The import") : null;
  return (
    <div className="pad form-stack">
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      {assumptions.length === 0 ? <AllDone title="Nothing had to be assumed" /> : null}
      {open && assumptions.length > 1 ? (
        <div>
          <Button
            size="small"
            onPress={() => setConfirmed(all ? new Set() : new Set(assumptions.map((one) => one.id)))}
          >
            {all ? "Untick all" : `Tick all ${assumptions.length}`}
          </Button>
        </div>
      ) : null}
      <ul className="plain-list assumption-list">
        {assumptions.map((one) => {
          const words = (
            <>
              <b>
                {one.subject}: {one.what}
              </b>{" "}
              = {one.value}
            </>
          );
          const help = `${one.why} ${formatCount(one.count, "thing")}.`;
          return (
            <li key={one.id}>
              {open ? (
                <Checkbox label={words} help={help} checked={confirmed.has(one.id)} onChange={() => toggle(one.id)} />
              ) : (
                <>
                  {words} <span className="hr-menu-d">{help}</span>
                </>
              )}
            </li>
          );
        })}
      </ul>
      {open ? (
        <Button
          variant="primary"
          off={off}
          offBeside
          onPress={() => commit.mutate({ id: run.id, confirmed: [...confirmed] })}
        >
          Write to the inventory
        </Button>
      ) : null}
    </div>
  );
}
