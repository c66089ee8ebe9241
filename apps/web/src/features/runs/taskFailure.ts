import { publicErrorOf } from "../../trpc/public-error";
import { type FailureWords, failureWords } from "../words/errors";
import { failureText } from "./words";

/** Why a task was not taken as done; null: nothing failed. `what` as "Finishing it". */
export function taskFailure(error: unknown, what: string): FailureWords | null {
  if (!error) return null;
  const shown = publicErrorOf(error);
  const { issues, refused, rack } = shown.details;
  const open = (Array.isArray(issues) ? issues : []).filter(({ path }) => String(path).startsWith("checked."));
  if (shown.code === "INVALID_INPUT" && open.length > 0)
    return { title: "The checklist has open items", cause: `${open.map(({ got }) => String(got)).join("; ")}.` };
  const of = typeof rack === "string" ? ` of ${rack}` : "";
  if (shown.code === "STALE" && typeof refused === "object" && refused !== null)
    return {
      title: `The fleet refuses it${of}`,
      cause: `${capital(failureText(refused as Record<string, unknown>))}. Nothing was changed.`,
    };
  if (shown.code === "WRONG_STATE" && shown.details.kind === "step")
    return {
      title: `Somebody was faster${of}`,
      cause: `It is ${String(shown.details.state)} already. Nothing was changed.`,
    };
  return failureWords(shown, what);
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
