import { mayReadMetrics } from "@headroom/runtime/metrics-access";
import { container } from "../../server/container";
import { peerOf } from "../../server/peer";

export const dynamic = "force-dynamic";

/** What this process counts, for a Prometheus: with HEADROOM_METRICS_TOKEN, or from this machine where there is none. */
export async function GET({ headers }: Request): Promise<Response> {
  const { env, metrics } = container();
  const asks = {
    ...{ peer: peerOf(headers), authorization: headers.get("authorization") },
    // Next writes the header itself for a request that came directly: with the socket's own address
    forwarded: !(headers.get("x-forwarded-for") ?? "")
      .split(",")
      .every((hop) => hop.trim() === "" || hop.trim() === peerOf(headers)),
  };
  if (!mayReadMetrics(env.metricsToken, asks)) return new Response(null, { status: 404 });
  const { body, contentType } = await metrics.text();
  return new Response(body, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}
