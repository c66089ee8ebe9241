import type { RunDetail } from "@headroom/contracts/run";
import { rolesWith } from "@headroom/core/access/permissions";
import { roleWords } from "../words/errors";

/** "approvers, operators and admins". */
export const whoMayOpen = (): string => roleWords(rolesWith("run.gate"));

export const gateOf = (run: RunDetail, { wave, after }: { wave: number; after: string }) =>
  run.waves.find(({ number }) => number === wave)?.gates.find((gate) => gate.after === after);
