"use client";

import type { AppRouter } from "@headroom/api/root";
import { MAX_BATCH } from "@headroom/contracts/batch";
import { packedReads } from "@headroom/contracts/packed";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCLink,
} from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { packedFetch } from "./packed-fetch";
import { makeQueryClient } from "./query-client";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export { useTRPC, useTRPCClient };

let inBrowser: QueryClient | undefined;

function queryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  // Not in React's state: a suspended first render would throw it away.
  inBrowser ??= makeQueryClient();
  return inBrowser;
}

/** While a page renders on the server there is no cookie to send: what it needs is loaded beforehand. */
const noCalls: TRPCLink<AppRouter> = () => {
  return ({ op }) => {
    throw new Error(`${op.path} was asked while rendering on the server: prefetch it in the route (trpc/server)`);
  };
};

/** Makes `useTRPC()` and react-query work below it; once, in the root layout. */
export function TRPCReactProvider({ children }: { readonly children: ReactNode }) {
  const client = queryClient();
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        typeof window === "undefined"
          ? noCalls
          : splitLink({
              condition: (op) => op.type === "subscription",
              true: httpSubscriptionLink({ url: "/api/trpc" }),
              false: splitLink({
                condition: (op) => packedReads.includes(op.path),
                true: httpLink({ url: "/api/trpc", fetch: packedFetch }),
                false: httpBatchLink({ url: "/api/trpc", maxURLLength: 4000, maxItems: MAX_BATCH }),
              }),
            }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpcClient} queryClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
