import { router } from "../../trpc";

export const rackRouter = router({});
