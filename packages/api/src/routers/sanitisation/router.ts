import { router } from "../../trpc";
import { askWitness } from "./ask-witness";
import { certificate } from "./certificate";
import { certificates } from "./certificates";
import { confirm } from "./confirm";
import { destroy } from "./destroy";
import { drives } from "./drives";
import { policy } from "./policy";
import { savePolicy } from "./save-policy";
import { withdrawWitness } from "./withdraw-witness";
import { witness } from "./witness";

export const sanitisationRouter = router({
  policy,
  savePolicy,
  drives,
  confirm,
  destroy,
  witness,
  askWitness,
  withdrawWitness,
  certificates,
  certificate,
});
