import { router } from "../../trpc";
import { dockToLive } from "./dock-to-live";
import { list } from "./list";
import { save } from "./save";

export const clockRouter = router({ list, save, dockToLive });
