import { router } from "../../trpc";
import { abort } from "./abort";
import { create } from "./create";
import { evacuation } from "./evacuation";
import { events } from "./events";
import { get } from "./get";
import { holdGate } from "./hold-gate";
import { list } from "./list";
import { openGate } from "./open-gate";
import { pause } from "./pause";
import { preview } from "./preview";
import { resume } from "./resume";
import { retryAll } from "./retry-all";
import { watch } from "./watch";

export const runRouter = router({
  list,
  get,
  events,
  watch,
  preview,
  create,
  pause,
  resume,
  abort,
  retryAll,
  evacuation,
  openGate,
  holdGate,
});
