import { router } from "../../trpc";
import { list } from "./list";
import { remove } from "./remove";
import { save } from "./save";

export const viewRouter = router({ list, save, remove });
