import { router } from "../../trpc";

export const approvalRouter = router({});
