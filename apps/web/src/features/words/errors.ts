import { domainScopes, ruleKinds } from "@headroom/contracts/names";
import { type Role, roles } from "@headroom/core/access/permissions";
import type { ShownError } from "../../trpc/public-error";
import { meaningWords } from "./keys";

export interface FailureWords {
  title: string;
  cause: string;
}

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** A sentence or two for a person, made from the code and its details. */
export function failureWords(failure: ShownError, what = "This"): FailureWords {
  const { code, details } = failure;
  switch (code) {
    case "UNAUTHENTICATED":
      return { title: "You are signed out", cause: "Your session has ended. Sign in to go on; nothing was changed." };
    case "FORBIDDEN":
      return { title: `${what} is not yours to do`, cause: `It is for ${roleWords(details.rolesWith)}.` };
    case "SEPARATION_OF_DUTIES":
      return { title: "Somebody else has to sign", cause: separationWords(text(details.breach)) };
    case "NOT_FOUND":
      return {
        title: `There is no ${text(details.kind)} ${text(details.id)}`,
        cause: "It may have been removed, or the address is mistyped.",
      };
    case "INVALID_INPUT":
      return { title: "Something in it cannot be taken", cause: issueWords(details.issues) };
    case "WRONG_STATE":
      if (details.state === "last_admin") {
        return {
          title: "The last admin stays",
          cause: "Make somebody else an admin first: without one nobody could invite people or change roles.",
        };
      }
      return {
        title: "It is not in a state for that",
        cause: `${capital(text(details.kind))} ${text(details.id)} is ${text(details.state)}; this needs another state. Load it again to see what is possible.`,
      };
    case "CONFLICT":
      return {
        title: "Somebody was faster",
        cause: "It was changed since you opened it. Load it again; what you typed is kept.",
      };
    case "KEY_CONTRADICTS":
      return {
        title: `Key ${text(details.key)} means something else`,
        cause: `It says ${meaningOf(details)}, for everybody who uses it. Choose it as it is, or make a key of another name.`,
      };
    case "LIMIT_BROKEN":
      return {
        title: `Row ${text(details.row)} does not take it`,
        cause: "A limit would be broken there; the certificate says which. Nothing was changed.",
      };
    case "TAKEN":
      return { title: "Somebody has it already", cause: takenWords(details.takes) };
    case "STALE":
      return {
        title: "The plan no longer holds",
        cause: "The facts under it have moved. Plan again from what is true now.",
      };
    case "HASH_MISMATCH":
      return {
        title: "The plan changed while you read it",
        cause: "Nothing was signed. Load it again and look once more.",
      };
    case "TOO_MANY_ATTEMPTS":
      return { title: "Too many attempts", cause: `Try again in ${waitWords(details.retryAfterSeconds)}.` };
    case "UNAVAILABLE":
      return {
        title: "A part of Headroom does not answer",
        cause: `${capital(text(details.part))} is not reachable. Nothing was changed.`,
      };
    default:
      return { title: `${what} could not be done`, cause: "Something went wrong on the server. Nothing was changed." };
  }
}

function meaningOf({ kind, means }: Record<string, unknown>): string {
  const { scope, maxRacks } = (means ?? {}) as { scope?: unknown; maxRacks?: unknown };
  const known = ruleKinds.find((one) => one === kind);
  const domain = domainScopes.find((one) => one === scope);
  if (!known || !domain) return "another thing";
  return meaningWords(known, { scope: domain, maxRacks: typeof maxRacks === "number" ? maxRacks : null });
}

export function roleWords(list: unknown): string {
  const named = (Array.isArray(list) ? list : []).filter((role): role is Role => roles.includes(role as Role));
  if (named.length === 0) return "nobody here";
  const plural = named.map((role) => `${role}s`);
  return plural.length === 1 ? (plural[0] ?? "") : `${plural.slice(0, -1).join(", ")} and ${plural.at(-1)}`;
}

function separationWords(breach: string): string {
  if (breach === "author") return "You wrote this plan; nobody signs their own.";
  if (breach === "destroyer") return "You destroyed this drive; somebody else has to witness it.";
  if (breach === "destroyer_mail") return "Mail of this contact reaches whoever destroyed it; ask somebody else.";
  if (breach === "last_editor") return "You edited this plan last; nobody signs their own.";
  return "You asked for a request in this plan; nobody signs their own.";
}

function issueWords(issues: unknown): string {
  const list = (Array.isArray(issues) ? issues : []) as { path?: unknown; expected?: unknown }[];
  const words = list
    .slice(0, 4)
    .map((issue) => (issue.path ? `${text(issue.path)}: ${text(issue.expected)}` : text(issue.expected)));
  return `${words.join("; ")}.`;
}

function takenWords(takes: unknown): string {
  const list = (Array.isArray(takes) ? takes : []) as { what?: unknown; by?: unknown; until?: unknown }[];
  const words = list
    .slice(0, 4)
    .map(({ what, by, until }) => `${capital(text(what))}: ${text(by)}${until ? `, until ${text(until)}` : ""}`);
  return `${words.join("; ")}${list.length > 4 ? `; and ${list.length - 4} more` : ""}. Nothing was changed.`;
}

function waitWords(seconds: unknown): string {
  const left = typeof seconds === "number" ? Math.max(1, Math.ceil(seconds)) : 60;
  return left < 90 ? `${left} seconds` : `${Math.ceil(left / 60)} minutes`;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
