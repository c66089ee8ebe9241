import { router } from "../../trpc";

export const notificationRouter = router({});
