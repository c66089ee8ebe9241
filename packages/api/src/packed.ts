import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { PACKED_TYPE } from "@headroom/contracts/packed";

interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

/** By the answer itself: services give the same object as long as it tells the same (services/datacenter/floor.ts). */
const kept = new WeakMap<object, Promise<Packed>>();

async function packed(data: object): Promise<Packed> {
  const bytes = new Uint8Array(await promisify(gzip)(JSON.stringify({ result: { data } })));
  return { bytes, etag: `"${createHash("sha256").update(bytes).digest("base64url")}"` };
}

/** The transport's answer with `data` as a gzip file, or 304 where who asks has it already. */
export async function packedResponse(data: object, request: Request): Promise<Response> {
  const known = kept.get(data) ?? packed(data);
  kept.set(data, known);
  const { bytes, etag } = await known;
  const isKnown = request.headers.get("if-none-match") === etag;
  return new Response(isKnown ? null : bytes, {
    status: isKnown ? 304 : 200,
    headers: { "content-type": PACKED_TYPE, etag, vary: "accept" },
  });
}
