import { router } from "../../trpc";
import { get } from "./get";
import { rack } from "./rack";
import { write } from "./write";

export const powerRouter = router({ get, rack, write });
