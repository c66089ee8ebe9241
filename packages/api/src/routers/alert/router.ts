import { router } from "../../trpc";
import { acknowledge } from "./acknowledge";
import { get } from "./get";
import { list } from "./list";
import { reopen } from "./reopen";
import { rules } from "./rules";
import { saveRule } from "./save-rule";
import { silence } from "./silence";

export const alertRouter = router({ acknowledge, get, list, reopen, rules, saveRule, silence });
