import { router } from "../../trpc";
import { write } from "./write";

export const telemetryRouter = router({ write });
