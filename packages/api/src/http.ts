import { MAX_BATCH } from "@headroom/contracts/batch";
import { PACKED_TYPE } from "@headroom/contracts/packed";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context } from "./context";
import { packedResponse } from "./packed";
import { appRouter } from "./root";

/**
 * Answers a call, or a batch of at most MAX_BATCH, under /api/trpc; a packed read that is asked alone as a gzip file where that is accepted. Failures are
 * `{ code, details }` in the transport's form.
 */
export async function answerHttp(request: Request, createContext: () => Context): Promise<Response> {
  const packs = acceptsPacked(request);
  let data: object | null = null;
  const pack = (answer: object) => {
    data = answer;
  };
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => (packs ? { ...createContext(), pack } : createContext()),
    maxBatchSize: MAX_BATCH,
  });
  return response.ok && data !== null ? packedResponse(data, request) : response;
}

const acceptsPacked = ({ method, headers, url }: Request): boolean =>
  method === "GET" &&
  (headers.get("accept") ?? "").split(",").some((type) => type.trim() === PACKED_TYPE) &&
  !new URL(url).searchParams.has("batch");
