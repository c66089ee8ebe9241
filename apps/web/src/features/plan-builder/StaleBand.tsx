"use client";
import type { ScenarioBoard, ScenarioDto } from "@headroom/contracts/scenario";
import { formatList } from "@headroom/ui/format/lists";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useState } from "react";
import { Ago } from "../frame/time";
import type { useScenarioChange } from "./useBoard";
import { useToastFailure } from "./useToastFailure";

interface StaleBandProps {
  board: ScenarioBoard;
  change: ReturnType<typeof useScenarioChange>;
}

/** What moved in the fleet, or in the draft, since scenarios were solved; and whether the draft itself still holds. */
export function StaleBand({ board, change }: StaleBandProps) {
  const [open, setOpen] = useState(false);
  const failed = useToastFailure();
  const drifted = board.scenarios.filter((s) => s.drift !== null);
  const { stale } = board.base;
  if (drifted.length === 0 && !stale) return null;
  const moved = new Map(drifted.flatMap((s) => s.drift!.datacenters.map((d) => [d.code, d.changes] as const)));
  const changes = [...moved.values()].reduce((sum, n) => sum + n, 0);
  const letters = drifted.map((s) => s.letter);
  const again = () => {
    for (const { id, version } of drifted)
      change.again.mutate({ id, version }, { onError: failed("Solving it again") });
  };
  return (
    <>
      <Notice
        tone="attention"
        icon="stale"
        actions={
          <>
            <Button size="small" onPress={() => setOpen(true)}>
              See the changes
            </Button>
            {drifted.length > 0 ? (
              <Button
                size="small"
                off={board.edit.ok ? (change.again.isPending ? "Starting" : null) : board.edit.why}
                onPress={again}
              >
                Solve {letters.join(", ")} again
              </Button>
            ) : null}
          </>
        }
      >
        {stale ? <b>The draft no longer holds as it is. </b> : null}
        {changes > 0 ? (
          <>
            <b>
              The fleet moved by {formatCount(changes, "change")} in {formatList(moved.keys())}
            </b>{" "}
            since {scenarioWords(drifted)} solved{oldest(drifted)}.{" "}
          </>
        ) : null}
        {drifted.some((s) => s.drift!.baseChanged) ? (
          <>The draft is another one than {scenarioWords(drifted.filter((s) => s.drift!.baseChanged))} solved beside.</>
        ) : null}
      </Notice>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="What moved since"
        actions={<Button onPress={() => setOpen(false)}>Close</Button>}
      >
        <Changes board={board} drifted={drifted} />
      </Dialog>
    </>
  );
}

const scenarioWords = (list: readonly ScenarioDto[]): string =>
  list.length === 1 ? `scenario ${list[0]!.letter} was` : `scenarios ${list.map((s) => s.letter).join(", ")} were`;

function oldest(list: readonly ScenarioDto[]) {
  const moments = list.flatMap((s) => s.solvedAt ?? []).sort();
  return moments[0] ? (
    <>
      , <Ago at={moments[0]} />
    </>
  ) : null;
}

function Changes({ board, drifted }: { board: ScenarioBoard; drifted: readonly ScenarioDto[] }) {
  const { stale } = board.base;
  const what = [...new Set(drifted.flatMap((s) => s.drift!.what))];
  return (
    <div className="form-stack">
      {stale ? (
        <div>
          <h3 className="sub">Why the draft no longer holds</h3>
          <ul className="plain-list">
            {stale.changes.map((one) => (
              <li key={`${one.what} ${one.now}`}>
                {one.what}: was {one.seen}, is {one.now}
                {one.by ? ` (${one.by})` : ""}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {drifted.map((s) => (
        <div key={s.id}>
          <h3 className="sub">Since scenario {s.letter} was solved</h3>
          <ul className="plain-list">
            {s.drift!.datacenters.map((d) => (
              <li key={d.code}>
                {d.code}: {formatCount(d.changes, "change")}
              </li>
            ))}
            {s.drift!.baseChanged ? <li>The draft was planned, edited or kept from a scenario</li> : null}
          </ul>
        </div>
      ))}
      {what.length > 0 ? (
        <div>
          <h3 className="sub">What is known of it</h3>
          <ul className="plain-list">
            {what.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
