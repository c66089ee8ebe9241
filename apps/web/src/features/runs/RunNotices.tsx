import type { RunDetail } from "@headroom/contracts/run";
import { formatDateTime } from "@headroom/ui/format/dates";
import { Notice } from "@headroom/ui/primitives/Notice";
import { haltWords } from "@headroom/ui/run/words";
import { useNow } from "../frame/time";

/** Why a run stands still, where it does. */
export function RunNotices({ run }: { run: RunDetail }) {
  const now = useNow();
  if (run.state === "halted" && run.halt)
    return (
      <Notice tone="critical">
        <b>It halted by itself:</b> {haltWords(run.halt, run.template)}. Nothing new begins until somebody resumes it;
        what is in work goes on to its end. Retry or skip what failed first.
      </Notice>
    );
  if (run.state === "paused")
    return (
      <Notice icon="paused">
        <b>Paused{run.reason ? `: “${run.reason}”` : ""}.</b> Nothing new begins; what is in work goes on to its end.
        Since {formatDateTime(run.updatedAt, now)}.
      </Notice>
    );
  if (run.state === "aborting")
    return (
      <Notice tone="attention" icon="undo">
        <b>Being taken back{run.reason ? `: “${run.reason}”` : ""}.</b> What was done is undone where that is possible,
        of each rack the last first; racks that are through stay.
      </Notice>
    );
  if (run.state === "aborted")
    return (
      <Notice icon="blocked">
        <b>Aborted{run.reason ? `: “${run.reason}”` : ""}.</b> What could be taken back was.
      </Notice>
    );
  return null;
}
