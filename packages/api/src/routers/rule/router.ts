import { router } from "../../trpc";
import { end } from "./end";
import { keep } from "./keep";

export const ruleRouter = router({ keep, end });
