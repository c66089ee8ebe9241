import { type ErrorCode, errorCodes } from "@headroom/contracts/errors";

/** What a screen may know of a failure. `traceId` finds it in the server's log. */
export interface ShownError {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly traceId: string | null;
}

/**
 * Any thrown thing as a screen shows it: an answer of the API (browser), a failure of a direct call (server), or no answer at all, which
 * is UNAVAILABLE with { part: "server" }.
 */
export function publicErrorOf(error: unknown): ShownError {
  if (!(error instanceof Error)) return shown("INTERNAL");
  const { data, cause, code } = error as Error & { data?: unknown; code?: unknown };
  if (isRecord(data) && isErrorCode(data.code)) return shown(data.code, data.details, data.traceId);
  if (isServiceError(cause)) return shown(cause.code, cause.details);
  if (isServiceError(error)) return shown(error.code, error.details);
  if (code === "UNAUTHORIZED") return shown("UNAUTHENTICATED");
  // The client of the API found no answer, or one that is not the API's.
  if (error.name === "TRPCClientError") return shown("UNAVAILABLE", { part: "server" });
  return shown("INTERNAL");
}

function shown(code: ErrorCode, details?: unknown, traceId?: unknown): ShownError {
  return { code, details: isRecord(details) ? details : {}, traceId: typeof traceId === "string" ? traceId : null };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isErrorCode = (value: unknown): value is ErrorCode => (errorCodes as readonly unknown[]).includes(value);
const isServiceError = (value: unknown): value is Error & { code: ErrorCode; details: unknown } =>
  value instanceof Error && value.name === "ServiceError" && isErrorCode((value as { code?: unknown }).code);
