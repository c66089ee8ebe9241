import { router } from "../../trpc";
import { cancel } from "./cancel";
import { create } from "./create";
import { feasibility } from "./feasibility";
import { get } from "./get";
import { list } from "./list";
import { reopen } from "./reopen";
import { update } from "./update";

export const requestRouter = router({ list, get, create, update, cancel, reopen, feasibility });
