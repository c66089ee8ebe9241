import { router } from "../../trpc";
import { get } from "./get";
import { pause } from "./pause";
import { resume } from "./resume";

export const operationsRouter = router({ get, pause, resume });
