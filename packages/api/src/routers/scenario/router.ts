import { router } from "../../trpc";
import { again } from "./again";
import { board } from "./board";
import { cancel } from "./cancel";
import { create } from "./create";
import { keep } from "./keep";
import { options } from "./options";
import { progress } from "./progress";
import { remove } from "./remove";
import { update } from "./update";
import { watch } from "./watch";

export const scenarioRouter = router({ board, options, progress, watch, create, update, again, cancel, remove, keep });
