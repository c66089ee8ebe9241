import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { publicErrorOf } from "./public-error";
import { signInPath } from "./sign-in-path";

/** Codes after which trying again may help. */
const passing = new Set(["UNAVAILABLE", "INTERNAL"]);

/** One per request on the server, one per tab in the browser. A lost session sends the tab to sign in, and back. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: toSignIn }),
    mutationCache: new MutationCache({ onError: toSignIn }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Never while a page renders: the browser asks again, and says so meanwhile.
        retry: (failures, error) =>
          typeof window !== "undefined" && failures < 2 && passing.has(publicErrorOf(error).code),
      },
      mutations: { retry: false },
    },
  });
}

function toSignIn(error: Error): void {
  if (typeof window === "undefined" || publicErrorOf(error).code !== "UNAUTHENTICATED") return;
  const { pathname, search } = window.location;
  if (pathname !== "/sign-in") window.location.assign(signInPath(pathname + search));
}
