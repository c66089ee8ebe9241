import { router } from "../../trpc";
import { ask } from "./ask";
import { check } from "./check";
import { commit } from "./commit";
import { get } from "./get";
import { list } from "./list";

export const importRouter = router({ ask, check, commit, get, list });
