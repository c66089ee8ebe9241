import { router } from "../../trpc";
import { floor } from "./floor";
import { list } from "./list";

export const datacenterRouter = router({ floor, list });
