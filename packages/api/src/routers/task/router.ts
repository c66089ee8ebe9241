import { router } from "../../trpc";
import { assign } from "./assign";
import { fail } from "./fail";
import { finish } from "./finish";
import { finishMany } from "./finish-many";
import { list } from "./list";
import { retry } from "./retry";
import { skip } from "./skip";
import { workers } from "./workers";

export const taskRouter = router({ list, workers, finish, finishMany, fail, assign, retry, skip });
