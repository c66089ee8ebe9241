import { router } from "../../trpc";
import { check } from "./check";
import { commit } from "./commit";
import { get } from "./get";
import { list } from "./list";

export const importRouter = router({ check, commit, get, list });
