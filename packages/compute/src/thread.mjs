// The first thing a thread runs. It teaches Node to read TypeScript (loader hooks of the starting thread are not inherited), then
// loads the module named by workerData.module. Plain JavaScript, so that it starts under tsx, vitest and plain node alike.
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
await import(workerData.module);
