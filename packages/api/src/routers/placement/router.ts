import { router } from "../../trpc";
import { tryRelief } from "./try-relief";
import { why } from "./why";

export const placementRouter = router({ why, tryRelief });
