import { router } from "../../trpc";

export const regionRouter = router({});
