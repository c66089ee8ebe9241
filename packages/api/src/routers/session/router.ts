import { router } from "../../trpc";

export const sessionRouter = router({});
