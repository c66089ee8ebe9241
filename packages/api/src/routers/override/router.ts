import { router } from "../../trpc";
import { keep } from "./keep";
import { preview } from "./preview";
import { reasons } from "./reasons";
import { release } from "./release";
import { report } from "./report";
import { saveReason } from "./save-reason";
import { targets } from "./targets";

export const overrideRouter = router({ targets, preview, keep, release, reasons, saveReason, report });
