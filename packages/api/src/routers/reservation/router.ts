import { router } from "../../trpc";
import { create } from "./create";
import { list } from "./list";
import { release } from "./release";
import { update } from "./update";

export const reservationRouter = router({ list, create, update, release });
