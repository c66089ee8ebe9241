import { MAX_BATCH } from "@headroom/contracts/batch";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context } from "./context";
import { appRouter } from "./root";

/** Answers a call, or a batch of at most MAX_BATCH, under /api/trpc. Failures are `{ code, details }` in the transport's form. */
export function answerHttp(request: Request, createContext: () => Context): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext,
    maxBatchSize: MAX_BATCH,
  });
}
