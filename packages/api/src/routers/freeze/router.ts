import { router } from "../../trpc";
import { conflicts } from "./conflicts";
import { create } from "./create";
import { end } from "./end";
import { list } from "./list";
import { places } from "./places";
import { update } from "./update";

export const freezeRouter = router({ list, places, conflicts, create, update, end });
