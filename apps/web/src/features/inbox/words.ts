import type { StateName } from "@headroom/ui/primitives/StateLabel";

export const riskLabels: Record<"low" | "medium" | "high", { word: string; state: StateName }> = {
  low: { word: "Low", state: "within" },
  medium: { word: "Medium", state: "near" },
  high: { word: "High", state: "over" },
};

export const cannotSignWords = {
  author: "You wrote it, so somebody else signs",
  last_editor: "You edited it last, so somebody else signs",
  requester: "You asked for it, so somebody else signs",
  role: "Your role does not sign",
} as const;

export const verdictWords: Record<string, string> = {
  approve: "Approved",
  request_changes: "Sent back for changes",
  decline: "Declined",
};
