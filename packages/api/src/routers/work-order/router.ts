import { router } from "../../trpc";
import { accept } from "./accept";
import { finish } from "./finish";
import { lookup } from "./lookup";
import { refuse } from "./refuse";
import { send } from "./send";
import { withdraw } from "./withdraw";

/** Whoever holds a link looks up, accepts, finishes or refuses its order; the rest is for those who carry out runs. */
export const workOrderRouter = router({ lookup, accept, finish, refuse, send, withdraw });
