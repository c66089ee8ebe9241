import { router } from "../../trpc";
import { create } from "./create";
import { importMany } from "./import";
import { list } from "./list";
import { polling } from "./polling";
import { profile } from "./profile";
import { remove } from "./remove";
import { reseal } from "./reseal";
import { savePolling } from "./save-polling";
import { saveProfile } from "./save-profile";
import { update } from "./update";

export const controllerRouter = router({
  list,
  create,
  update,
  remove,
  import: importMany,
  reseal,
  profile,
  saveProfile,
  polling,
  savePolling,
});
