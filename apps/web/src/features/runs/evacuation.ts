import type { EvacuationDto, EvacuationInput } from "@headroom/contracts/evacuation";
import { keyWords } from "@headroom/ui/run/words";

/** How far a plan of ours is, as "committed, 3 of 8 racks serve"; null: it is kept elsewhere, nobody here knows. */
export function evacuationWords({ plan }: EvacuationDto): string | null {
  if (plan === null) return null;
  if (plan.isCarriedOut) return "carried out";
  return plan.state === "committed"
    ? `committed, ${plan.racksDone} of ${plan.racks} racks serve`
    : keyWords(plan.state);
}

/** Why a rack cannot be said to be drained yet; null: nothing keeps it. */
export const notEvacuatedYet = (evacuation: EvacuationDto | null): string | null =>
  evacuation?.plan && !evacuation.plan.isCarriedOut ? "Its evacuation plan is not carried out" : null;

/** As somebody types it. */
export interface EvacuationDraft {
  readonly kind: "none" | "plan" | "elsewhere";
  /** Number of a plan, as a select box has it. */
  readonly planId: string;
  readonly title: string;
  readonly url: string;
}
export const noEvacuation: EvacuationDraft = { kind: "none", planId: "", title: "", url: "" };

export const evacuationDraft = (evacuation: EvacuationDto | null): EvacuationDraft =>
  evacuation === null
    ? noEvacuation
    : evacuation.planId === null
      ? { ...noEvacuation, kind: "elsewhere", title: evacuation.title, url: evacuation.url ?? "" }
      : { ...noEvacuation, kind: "plan", planId: String(evacuation.planId) };

export interface EvacuationErrors {
  readonly planId?: string;
  readonly title?: string;
  readonly url?: string;
}

/** What is typed as the API takes it, or what is wrong with it, by field. */
export function evacuationInputOf(
  draft: EvacuationDraft,
): { readonly input: EvacuationInput | null } | { readonly errors: EvacuationErrors } {
  if (draft.kind === "none") return { input: null };
  if (draft.kind === "plan") {
    const planId = Number(draft.planId);
    return planId > 0 ? { input: { kind: "plan", planId } } : { errors: { planId: "Choose a plan" } };
  }
  const [title, url] = [draft.title.trim(), draft.url.trim()];
  const isAddress = url === "" || (/^https?:\/\//i.test(url) && URL.canParse(url));
  if (title.length >= 3 && isAddress) return { input: { kind: "elsewhere", title, url: url === "" ? null : url } };
  return {
    errors: {
      ...(title.length < 3 ? { title: "Say what the plan is called" } : {}),
      ...(isAddress ? {} : { url: "An address begins with https:// or http://" }),
    },
  };
}
