import { router } from "../../trpc";
import { decide } from "./decide";
import { inbox } from "./inbox";
import { review } from "./review";
import { snooze } from "./snooze";

export const approvalRouter = router({ inbox, review, decide, snooze });
