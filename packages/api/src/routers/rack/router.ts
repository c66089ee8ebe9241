import { router } from "../../trpc";
import { device } from "./device";
import { elevations } from "./elevations";
import { get } from "./get";
import { list } from "./list";

export const rackRouter = router({ device, elevations, get, list });
