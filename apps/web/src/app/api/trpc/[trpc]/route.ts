import { appRouter } from "@headroom/api/root";
import { isFromTrustedOrigin, trustedOrigins } from "@headroom/runtime/auth/origin";
import { readSession } from "@headroom/runtime/auth/session";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { container } from "../../../../server/container";
import { createContext } from "../../../../server/context";

async function handle(request: Request): Promise<Response> {
  const { auth, env } = container();
  if (request.method !== "GET" && !isFromTrustedOrigin(request.headers, trustedOrigins(env.url))) {
    return Response.json({ code: "FORBIDDEN", details: { permission: "origin", rolesWith: [] } }, { status: 403 });
  }
  const session = await readSession(auth, request.headers, { prolong: true });
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext(session),
  });
  response.headers.set("cache-control", "no-store");
  for (const cookie of session?.cookies ?? []) response.headers.append("set-cookie", cookie);
  return response;
}

export { handle as GET, handle as POST };
