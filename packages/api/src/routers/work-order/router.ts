import { router } from "../../trpc";
import { accept } from "./accept";
import { finish } from "./finish";
import { lookup } from "./lookup";
import { refuse } from "./refuse";
import { send } from "./send";
import { withdraw } from "./withdraw";
import { witness } from "./witness";

/** Whoever holds a link looks up, accepts, finishes, refuses or witnesses its order; the rest is for those who carry out runs. */
export const workOrderRouter = router({ lookup, accept, finish, refuse, witness, send, withdraw });
