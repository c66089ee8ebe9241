import "server-only";
import type { Context } from "@headroom/api/context";
import { ServiceError } from "@headroom/services/errors";

export interface FileAnswer {
  /** As the browser keeps it: ASCII, no quotes. */
  readonly name: string;
  readonly type: string;
  /** What it is in words, for one that cannot be written. */
  readonly what: string;
}

/**
 * A file that `make` writes piece by piece; the next piece is asked for when the last was taken. The answer begins with the first piece, so
 * that what cannot be asked (a ServiceError before it) is told by the status: 404, 403 or 400.
 */
export function fileAnswer(
  request: Request,
  { report, requestId }: Pick<Context, "report" | "requestId">,
  { name, type, what }: FileAnswer,
  make: (write: (piece: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<Response> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  };
  return new Promise((resolve) => {
    let begun = false;
    make(async (piece) => {
      if (!begun) resolve(new Response(readable, { headers }));
      begun = true;
      await writer.write(piece);
    }).then(
      () => writer.close(),
      (error: unknown) => {
        const status = error instanceof ServiceError ? (STATUS[error.code] ?? 400) : 500;
        // a reader that went away is no failure of ours
        if (status === 500 && !request.signal.aborted) report(error, requestId);
        if (begun) void writer.abort(error).catch(() => {});
        else resolve(new Response(`The ${what} cannot be written.\n`, { status }));
      },
    );
  });
}

const STATUS: Readonly<Record<string, number>> = { NOT_FOUND: 404, FORBIDDEN: 403 };
