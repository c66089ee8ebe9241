import { router } from "../../trpc";
import { floor } from "./floor";
import { list } from "./list";
import { row } from "./row";
import { thumb } from "./thumb";

export const datacenterRouter = router({ floor, list, row, thumb });
