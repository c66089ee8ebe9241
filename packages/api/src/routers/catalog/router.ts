import { router } from "../../trpc";
import { list } from "./list";
import { serverTypes } from "./server-types";

export const catalogRouter = router({ list, serverTypes });
