import type { RunRow } from "@headroom/contracts/run";

/** It halted, something failed for good, or something is being tried again. */
export const isInTrouble = ({ state, counts }: Pick<RunRow, "state" | "counts">): boolean =>
  state === "halted" || counts.failed > 0 || counts.retrying > 0;
