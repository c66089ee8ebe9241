import { router } from "../../trpc";
import { cancel } from "./cancel";
import { create } from "./create";
import { get } from "./get";
import { leaveOut } from "./leave-out";
import { list } from "./list";
import { progress } from "./progress";
import { rename } from "./rename";
import { replan } from "./replan";
import { submit } from "./submit";
import { watch } from "./watch";
import { withdraw } from "./withdraw";

export const planRouter = router({
  create,
  list,
  get,
  progress,
  watch,
  rename,
  leaveOut,
  submit,
  withdraw,
  replan,
  cancel,
});
