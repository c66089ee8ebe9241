import type { ErrorCode } from "@headroom/contracts/errors";

/** An expected failure of a use case. `details` say what, where and what was expected; only `api` knows how it travels. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  constructor(
    readonly code: ErrorCode,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }
}

export const notFound = (kind: string, id: string | number) => new ServiceError("NOT_FOUND", { kind, id });

export const invalidInput = (path: string, expected: string, got: unknown) =>
  new ServiceError("INVALID_INPUT", { issues: [{ path, expected, got }] });
