import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { packed } from "./packed";

const asked = (accepted: string | null) =>
  new Request("http://localhost/api/trpc/x", { headers: accepted === null ? {} : { "accept-encoding": accepted } });
const answered = (body: string, type = "application/json") =>
  new Response(body, { status: 207, headers: { "content-type": type, vary: "trpc-accept" } });
const unpacked: Readonly<Record<string, (bytes: Buffer) => Buffer>> = { br: brotliDecompressSync, gzip: gunzipSync };
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test("whatever is answered arrives whole, in a form that was asked for", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ maxLength: 20_000, size: "max" }),
      fc.constantFrom(null, "gzip", "gzip, deflate, br", "deflate", "identity"),
      async (body, accepted) => {
        const answer = await packed(asked(accepted), answered(body));
        const encoding = answer.headers.get("content-encoding");
        const bytes = await bytesOf(answer);
        const plain = unpacked[encoding ?? ""]?.(bytes) ?? bytes;
        expect(plain.toString()).toBe(Buffer.from(body).toString());
        expect(answer.status).toBe(207);
        expect(encoding === null || accepted?.includes(encoding)).toBe(true);
      },
    ),
  );
});

test("caches are told that the form depends on what is taken", async () => {
  const answer = await packed(asked("gzip"), answered("x".repeat(5000)));
  expect(answer.headers.get("vary")).toBe("trpc-accept, accept-encoding");
  expect(answer.headers.get("content-encoding")).toBe("gzip");
  expect((await bytesOf(answer)).length).toBeLessThan(200);
});

test("events are not held back by a compressor", async () => {
  const stream = answered("data: 1\n\n".repeat(1000), "text/event-stream");
  expect(await packed(asked("gzip, br"), stream)).toBe(stream);
});
