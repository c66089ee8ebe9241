import { router } from "../../trpc";
import { list } from "./list";

export const decommissionRouter = router({ list });
