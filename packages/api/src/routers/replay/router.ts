import { router } from "../../trpc";
import { again } from "./again";
import { cancel } from "./cancel";
import { create } from "./create";
import { get } from "./get";
import { list } from "./list";
import { progress } from "./progress";
import { watch } from "./watch";

export const replayRouter = router({ list, get, progress, watch, create, again, cancel });
