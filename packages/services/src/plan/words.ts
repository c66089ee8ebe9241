import { rolesWith } from "@headroom/core/access/permissions";
import type { PlanState } from "@headroom/core/lifecycle/plan";
import { type PlanDeed, type PlanHindrance, permissionFor } from "@headroom/core/lifecycle/plan-allowed";

const stateWords: Readonly<Record<PlanState, string>> = {
  queued: "it waits for a worker",
  running: "it is being planned",
  failed: "its planning failed",
  draft: "it is a draft",
  submitted: "it waits for a signature",
  committed: "it is approved and committed",
  declined: "it was declined",
  stale: "it no longer holds",
  expired: "its hold ran out",
  cancelled: "it was cancelled",
};

/** Why a deed is off, as a person reads it beside the greyed-out button. */
export function hindranceWords(hindrance: PlanHindrance, deed: PlanDeed, state: PlanState): string {
  switch (hindrance) {
    case "state":
      return `Not possible: ${stateWords[state]}`;
    case "role":
      return `Needs the role ${rolesWith(permissionFor(deed)).join(" or ")}`;
    case "not_yours":
      return "Only its author, its last editor or an admin takes it back";
    case "nothing_placed":
      return "Nothing is placed, so there is nothing to sign";
    case "author":
      return "You wrote it: somebody else signs";
    case "last_editor":
      return "You edited it last: somebody else signs";
    case "requester":
      return "You asked for it: somebody else signs";
  }
}
