import { parentPort, workerData } from "node:worker_threads";
import { executePlacement } from "./execute";
import type { PlacementJob, PlacementMessage } from "./protocol";

const say = (message: PlacementMessage) => parentPort?.postMessage(message);
say({
  kind: "done",
  ...executePlacement(workerData as PlacementJob, (progress) => say({ kind: "progress", progress })),
});
