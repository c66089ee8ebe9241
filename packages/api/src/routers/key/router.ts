import { router } from "../../trpc";
import { list } from "./list";

export const keyRouter = router({ list });
