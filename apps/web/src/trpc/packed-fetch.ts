import { PACKED_TYPE } from "@headroom/contracts/packed";

/** The last answer, asked for again by its etag: an open floor looks every minute whether it is still as it was. */
let last: { readonly url: string; readonly etag: string; readonly text: string } | null = null;

const asJson = (text: string) => new Response(text, { headers: { "content-type": "application/json" } });

/** Asks for a packed read (contracts/packed.ts) and gives its JSON; an answer that is not packed, a failure say, as it is. */
export async function packedFetch(input: RequestInfo | URL | string, init?: RequestInit): Promise<Response> {
  const url = String(input);
  const known = last?.url === url ? last : null;
  const headers = new Headers(init?.headers);
  headers.set("accept", `${PACKED_TYPE}, application/json`);
  if (known) headers.set("if-none-match", known.etag);
  const response = await fetch(url, { ...init, headers });
  if (response.status === 304 && known) return asJson(known.text);
  if (response.headers.get("content-type") !== PACKED_TYPE || response.body === null) return response;
  const text = await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).text();
  last = { url, etag: response.headers.get("etag") ?? "", text };
  return asJson(text);
}
