import { router } from "../../trpc";

export const datacenterRouter = router({});
