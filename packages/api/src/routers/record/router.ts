import { router } from "../../trpc";

import { asOf } from "./as-of";
import { change } from "./change";
import { get } from "./get";
import { history } from "./history";
import { preview } from "./preview";
import { undo } from "./undo";

export const recordRouter = router({ get, history, asOf, preview, change, undo });
