import { router } from "../../trpc";
import { list } from "./list";
import { write } from "./write";

export const handoverRouter = router({ list, write });
