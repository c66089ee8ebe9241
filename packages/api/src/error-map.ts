import type { ErrorCode } from "@headroom/contracts/errors";
import { ServiceError } from "@headroom/services/errors";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

/** The one table from error code to transport code. */
export const transportCode = {
  UNAUTHENTICATED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  SEPARATION_OF_DUTIES: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  INVALID_INPUT: "BAD_REQUEST",
  WRONG_STATE: "CONFLICT",
  CONFLICT: "CONFLICT",
  KEY_CONTRADICTS: "CONFLICT",
  LIMIT_BROKEN: "CONFLICT",
  TAKEN: "CONFLICT",
  STALE: "CONFLICT",
  HASH_MISMATCH: "CONFLICT",
  TOO_MANY_ATTEMPTS: "TOO_MANY_REQUESTS",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
  INTERNAL: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<ErrorCode, TRPCError["code"]>;

/** The transport's own words for a call that no screen of ours makes. */
const malformed: ReadonlySet<TRPCError["code"]> = new Set([
  "BAD_REQUEST",
  "PARSE_ERROR",
  "METHOD_NOT_SUPPORTED",
  "UNSUPPORTED_MEDIA_TYPE",
  "PAYLOAD_TOO_LARGE",
]);

/** What the browser learns of a failure. */
export interface PublicError {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
}

export function publicError(error: TRPCError): PublicError {
  const cause = error.cause;
  if (cause instanceof ServiceError && cause.code !== "INTERNAL") return { code: cause.code, details: cause.details };
  if (cause instanceof ZodError) {
    const issues = cause.issues.map((issue) => ({ path: issue.path.join("."), expected: issue.message, got: null }));
    return { code: "INVALID_INPUT", details: { issues } };
  }
  if (error.code === "UNAUTHORIZED") return { code: "UNAUTHENTICATED", details: {} };
  if (malformed.has(error.code)) {
    return { code: "INVALID_INPUT", details: { issues: [{ path: "", expected: "a well-formed call", got: null }] } };
  }
  if (error.code === "NOT_FOUND") return { code: "NOT_FOUND", details: { kind: "procedure", id: "" } };
  return { code: "INTERNAL", details: {} };
}

export function toTransport(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error;
  const code = error instanceof ServiceError ? transportCode[error.code] : "INTERNAL_SERVER_ERROR";
  return new TRPCError({ code, message: error instanceof ServiceError ? error.code : "INTERNAL", cause: error });
}
