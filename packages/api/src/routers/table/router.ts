import { router } from "../../trpc";
import { count } from "./count";
import { record } from "./record";
import { rows } from "./rows";
import { types } from "./types";

export const tableRouter = router({ rows, count, types, record });
