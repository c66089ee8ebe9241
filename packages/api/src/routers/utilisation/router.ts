import { router } from "../../trpc";
import { get } from "./get";

export const utilisationRouter = router({ get });
