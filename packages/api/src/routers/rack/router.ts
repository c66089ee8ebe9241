import { router } from "../../trpc";
import { device } from "./device";
import { elevations } from "./elevations";
import { get } from "./get";
import { list } from "./list";
import { places } from "./places";

export const rackRouter = router({ device, elevations, get, list, places });
