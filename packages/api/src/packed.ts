import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Shorter answers gain nothing. Bytes. */
const WORTH_PACKING = 2_048;

const brotli = promisify(brotliCompress);
const zipped = promisify(gzip);

/**
 * A whole answer, compressed as the caller takes it. The web server would do so by itself, at a level that is meant for files which are
 * compressed once: for an answer that is made anew every time that takes three times as long as it saves on the way.
 * Streams and short answers pass as they are.
 */
export async function packed(request: Request, answer: Response): Promise<Response> {
  const taken = request.headers.get("accept-encoding") ?? "";
  const encoding = /\bbr\b/.test(taken) ? "br" : /\bgzip\b/.test(taken) ? "gzip" : null;
  const isWhole = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
  if (encoding === null || !isWhole || answer.headers.has("content-encoding")) return answer;
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  headers.append("vary", "accept-encoding");
  if (body.length < WORTH_PACKING) return new Response(body, { status: answer.status, headers });
  headers.set("content-encoding", encoding);
  headers.delete("content-length");
  const bytes =
    encoding === "br"
      ? await brotli(body, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 2, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
        })
      : await zipped(body, { level: 2 });
  return new Response(bytes, { status: answer.status, headers });
}
