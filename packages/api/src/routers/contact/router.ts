import { router } from "../../trpc";
import { create } from "./create";
import { list } from "./list";
import { remove } from "./remove";
import { test } from "./test";
import { testStands } from "./test-stands";
import { update } from "./update";

export const contactRouter = router({ list, create, update, remove, test, testStands });
