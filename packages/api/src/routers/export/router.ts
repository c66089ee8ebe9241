import { router } from "../../trpc";
import { netbox } from "./netbox";

export const exportRouter = router({ netbox });
