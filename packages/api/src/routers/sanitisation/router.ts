import { router } from "../../trpc";
import { certificate } from "./certificate";
import { certificates } from "./certificates";
import { confirm } from "./confirm";
import { destroy } from "./destroy";
import { drives } from "./drives";
import { policy } from "./policy";
import { savePolicy } from "./save-policy";
import { witness } from "./witness";

export const sanitisationRouter = router({
  policy,
  savePolicy,
  drives,
  confirm,
  destroy,
  witness,
  certificates,
  certificate,
});
