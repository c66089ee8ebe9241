import type { Overview } from "@headroom/contracts/overview";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";

type Need = Overview["needsYou"][number];

const actions: Record<Need["kind"], string> = {
  sign: "Sign or decline",
  answer_request: "Answer",
  replan: "Plan again",
  finish_draft: "Finish the draft",
  declined: "Read why",
  expiring_hold: "Hold runs out",
};

export const needAction = (need: Need): string => actions[need.kind];

export function needHref(need: Need): string {
  if (need.kind === "sign") return `/inbox/${need.entityId}`;
  return need.entityKind === "plan" ? `/plans/${need.entityId}` : `/requests/${need.entityId}`;
}

export const needId = (need: Pick<Need, "entityKind" | "entityId">): string =>
  `${need.entityKind === "plan" ? "PL" : "RQ"}-${need.entityId}`;

/** Small print under the title, from what the service knows: size, place, people, reason. */
export function needDetail({ detail }: Need): string {
  const { racks, rackType, powerW, region, author, reason } = detail;
  const parts = [
    typeof racks === "number" ? (rackType ? `${racks} × ${rackType}` : formatCount(racks, "rack")) : null,
    typeof powerW === "number" ? formatPower(powerW, { signed: true }).text : null,
    typeof region === "string" ? region : null,
    typeof author === "string" ? `by ${author}` : null,
    typeof reason === "string" && reason !== "" ? `“${reason}”` : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
