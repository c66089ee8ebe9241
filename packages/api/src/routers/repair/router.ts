import { router } from "../../trpc";
import { get } from "./get";
import { list } from "./list";
import { plan } from "./plan";

export const repairRouter = router({ list, get, plan });
