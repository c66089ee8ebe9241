import { router } from "../../trpc";
import { create } from "./create";
import { firmware } from "./firmware";
import { get } from "./get";
import { importMany } from "./import";
import { importFile } from "./import-file";
import { list } from "./list";
import { order } from "./order";
import { polling } from "./polling";
import { profile } from "./profile";
import { remove } from "./remove";
import { reseal } from "./reseal";
import { savePolling } from "./save-polling";
import { saveProfile } from "./save-profile";
import { update } from "./update";

export const controllerRouter = router({
  list,
  get,
  firmware,
  order,
  create,
  update,
  remove,
  import: importMany,
  importFile,
  reseal,
  profile,
  saveProfile,
  polling,
  savePolling,
});
