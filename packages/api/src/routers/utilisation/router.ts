import { router } from "../../trpc";

export const utilisationRouter = router({});
