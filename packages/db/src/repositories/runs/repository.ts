import type { RunRepository } from "@headroom/services/ports/runs";
import type { Transaction } from "../../unit-of-work";
import { runCandidates } from "./candidates";
import { runEvacuations } from "./evacuations";
import { runReads } from "./read";
import { runTasks } from "./tasks";
import { runWrites } from "./write";

export const runRepository = ({ sql }: Pick<Transaction, "sql">): RunRepository => ({
  ...runReads(sql),
  ...runWrites(sql),
  ...runCandidates(sql),
  ...runEvacuations(sql),
  ...runTasks(sql),
});
