import type { Overview } from "@headroom/contracts/overview";

type Need = Overview["needsYou"][number];

const words: Record<Need["kind"], string> = {
  sign: "Sign or decline",
  answer_request: "Answer",
  replan: "Plan again",
  finish_draft: "Finish the draft",
  declined: "Read why",
  expiring_hold: "Hold runs out",
};

export const needAction = (need: Need): string => words[need.kind];

export function needHref(need: Need): string {
  if (need.kind === "sign") return `/inbox/${need.entityId}`;
  return need.entityKind === "plan" ? `/plans/${need.entityId}` : `/requests/${need.entityId}`;
}

export const needId = (need: Pick<Need, "entityKind" | "entityId">): string =>
  `${need.entityKind === "plan" ? "PL" : "RQ"}-${need.entityId}`;

/** Small print: the values the service gave, in reading order. */
export function needDetail(need: Need): string {
  return Object.entries(need.detail)
    .filter(([, value]) => value !== null && value !== "")
    .map(([key, value]) => `${value} ${key.replaceAll("_", " ")}`)
    .join(", ");
}
