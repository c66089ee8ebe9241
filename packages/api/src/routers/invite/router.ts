import { router } from "../../trpc";

export const inviteRouter = router({});
