import { packedReads } from "@headroom/contracts/packed";
import { invalidInput } from "@headroom/services/errors";
import { spanned } from "@headroom/services/trace";
import { initTRPC, TRPCError } from "@trpc/server";
import type { Context } from "./context";
import { publicError, toTransport } from "./error-map";

const t = initTRPC.context<Context>().create({
  sse: {
    // A line now and then keeps proxies from closing a silent connection, and tells the browser early that one is dead.
    ping: { enabled: true, intervalMs: 5_000 },
    client: { reconnectAfterInactivityMs: 15_000 },
    // Asked anew, and so with its session checked anew, every five minutes.
    maxDurationMs: 300_000,
  },
  errorFormatter({ shape, error, ctx }) {
    const { code, details } = publicError(error);
    return {
      message: code,
      code: shape.code,
      data: { code, details, httpStatus: shape.data.httpStatus, traceId: ctx?.requestId ?? null },
    };
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** What the caller is told of a failure; the unexpected is reported with its trace id. */
function told(ctx: Context, error: TRPCError): TRPCError {
  const cause = error.cause ?? error;
  const mapped = toTransport(
    cause instanceof Error && !(cause instanceof TRPCError) && !isInputError(error) ? cause : error,
  );
  if (mapped.code === "INTERNAL_SERVER_ERROR") ctx.report(cause, ctx.requestId);
  return mapped;
}

const isStream = (data: unknown): data is AsyncIterable<unknown> =>
  typeof data === "object" && data !== null && Symbol.asyncIterator in data;

/** A stream fails while it is read, long after the call that opened it has succeeded. */
async function* toldOf(ctx: Context, events: AsyncIterable<unknown>) {
  try {
    yield* events;
  } catch (error) {
    throw told(ctx, toTransport(error));
  }
}

const withMeasure = t.middleware(async ({ ctx, path, next }) => {
  if (!ctx.called) return next();
  const began = performance.now();
  const result = await next();
  ctx.called(path, result.ok ? "ok" : result.error.code, (performance.now() - began) / 1000);
  return result;
});

/** Turns coded failures into transport errors and reports the unexpected ones with their trace id. */
const withErrors = t.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (!result.ok) throw told(ctx, result.error);
  return isStream(result.data) ? { ...result, data: toldOf(ctx, result.data) } : result;
});

/** The answer of a packed read goes to who packs it, and the transport is spared writing it. */
const withPacking = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (!ctx.pack || !result.ok || !packedReads.includes(path)) return result;
  ctx.pack(result.data as object);
  return { ...result, data: null };
});

/** The call as a span; an expected refusal is no error of it. */
const withSpan = t.middleware(({ ctx, path, type, next }) =>
  spanned(`${type} ${path}`, { "rpc.system.name": "trpc", "headroom.request_id": ctx.requestId }, () => next()),
);

const isInputError = (error: TRPCError) => error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR";

/**
 * Text that PostgreSQL cannot keep: the character 0, and half of a surrogate pair. Refused here, once, because it would end as a
 * failure of the database somewhere inside.
 */
const unkeepable = /\0|\p{Surrogate}/u;

/** Nesting beyond this is no form of ours but an attack on the stack. */
const DEEPEST = 100;

function pathOfUnkeepable(value: unknown, path: string, depth = 0): string | null {
  if (typeof value === "string") return unkeepable.test(value) ? path : null;
  if (value === null || typeof value !== "object") return null;
  if (depth > DEEPEST) throw invalidInput("", `at most ${DEEPEST} levels of nesting`, null);
  for (const [name, inner] of Object.entries(value)) {
    const found =
      pathOfUnkeepable(name, path) ?? pathOfUnkeepable(inner, path === "" ? name : `${path}.${name}`, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

const withWholeText = t.middleware(async ({ getRawInput, next }) => {
  const path = pathOfUnkeepable(await getRawInput(), "");
  if (path !== null) throw invalidInput(path, "text without broken characters", null);
  return next();
});

/** For calls before sign-in (an invitation, the state of the session). */
export const openProcedure = t.procedure
  .use(withPacking)
  .use(withMeasure)
  .use(withSpan)
  .use(withErrors)
  .use(withWholeText);

/** For everybody who is signed in; what they may do is decided by the service. */
export const procedure = openProcedure.use(({ ctx, next }) => {
  if (!ctx.actor) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});
