import "server-only";
import { appRouter } from "@headroom/api/root";
import { createCallerFactory } from "@headroom/api/trpc";
import { dehydrate, type FetchQueryOptions, HydrationBoundary } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache, type ReactNode } from "react";
import { createContext } from "../server/context";
import { currentSession } from "../server/session";
import { makeQueryClient } from "./query-client";

const queryClient = cache(makeQueryClient);
const context = cache(async () => createContext(await currentSession(), await headers()));
const callerOf = createCallerFactory(appRouter);

/** Query options by procedure, for `prefetch`: `trpc.plan.get.queryOptions({ id })`. */
export const trpc = createTRPCOptionsProxy({ ctx: context, router: appRouter, queryClient });

/** Direct calls while a page renders: `const me = await (await caller()).session.me()`. */
export const caller = cache(async () => callerOf(await context()));

/** What `trpc.x.y.queryOptions(...)` or `infiniteQueryOptions(...)` give, whatever they load. */
interface Loadable {
  readonly queryKey: readonly unknown[];
  readonly queryFn?: unknown;
}

/**
 * Loads on the server, side by side, what the page below asks with `useQuery`, so that it arrives with its data and the browser's first
 * paint is the server's. Never throws: what failed is asked again by the browser, which shows why.
 */
export async function prefetch(...queries: readonly Loadable[]): Promise<void> {
  const client = queryClient();
  await Promise.all(
    queries.map((query) => {
      const isInfinite = (query.queryKey[1] as { type?: string } | undefined)?.type === "infinite";
      return isInfinite
        ? client.prefetchInfiniteQuery(query as Parameters<typeof client.prefetchInfiniteQuery>[0])
        : client.prefetchQuery(query as FetchQueryOptions);
    }),
  );
}

/** Hands what `prefetch` loads to the client components below. */
export function HydrateClient({ children }: { readonly children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(queryClient())}>{children}</HydrationBoundary>;
}
