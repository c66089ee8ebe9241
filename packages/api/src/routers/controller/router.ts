import { router } from "../../trpc";
import { create } from "./create";
import { importMany } from "./import";
import { list } from "./list";
import { remove } from "./remove";
import { reseal } from "./reseal";
import { update } from "./update";

export const controllerRouter = router({ list, create, update, remove, import: importMany, reseal });
