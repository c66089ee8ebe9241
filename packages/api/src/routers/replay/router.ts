import { router } from "../../trpc";
import { again } from "./again";
import { cancel } from "./cancel";
import { create } from "./create";
import { get } from "./get";
import { list } from "./list";
import { progress } from "./progress";

export const replayRouter = router({ list, get, progress, create, again, cancel });
