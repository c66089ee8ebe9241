import { router } from "../../trpc";
import { list } from "./list";

export const catalogRouter = router({ list });
