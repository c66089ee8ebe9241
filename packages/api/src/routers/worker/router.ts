import { router } from "../../trpc";
import { health } from "./health";

export const workerRouter = router({ health });
