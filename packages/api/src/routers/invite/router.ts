import { router } from "../../trpc";
import { accept } from "./accept";
import { lookup } from "./lookup";

export const inviteRouter = router({ lookup, accept });
