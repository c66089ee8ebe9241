/**
 * Codes of every expected failure, one list for services, API, CLI and screens. `details` of each say what, where and what was
 * expected; the text shown to a person is made from the code and the details.
 */
export const errorCodes = [
  "UNAUTHENTICATED", // nobody is signed in, or the account is disabled
  "FORBIDDEN", // details: { permission, rolesWith }
  "SEPARATION_OF_DUTIES", // details: { breach }
  "NOT_FOUND", // details: { kind, id }
  "INVALID_INPUT", // details: { issues: [{ path, expected, got }] }
  "WRONG_STATE", // details: { kind, id, state, action, allowed }
  "CONFLICT", // somebody else changed it first; details: { kind, id, expectedVersion, version }
  "KEY_CONTRADICTS", // a key means one thing; details: { kind, key, means: { scope, maxRacks }, asked: { scope, maxRacks } }
  "LIMIT_BROKEN", // a place that a person chose breaks a limit; details: { row, certificate }
  "TAKEN", // somebody has it; details: { takes: [{ what, by, until }] }
  "STALE", // details: StaleCause
  "HASH_MISMATCH", // what was signed is not what stands; details: { seen, now }
  "TOO_MANY_ATTEMPTS", // details: { retryAfterSeconds }
  "UNAVAILABLE", // a part of the system does not answer; details: { part }
  "INTERNAL",
] as const;
export type ErrorCode = (typeof errorCodes)[number];
