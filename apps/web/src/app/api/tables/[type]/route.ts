import { tableInput } from "@headroom/contracts/table";
import { readSession } from "@headroom/runtime/auth/session";
import { writeTableCsv } from "@headroom/runtime/table-csv";
import { ServiceError } from "@headroom/services/errors";
import { container } from "../../../../server/container";
import { createContext } from "../../../../server/context";

/** A table as a file: `/api/tables/racks?columns=code,state&filter=state:in_service&sort=-code`. */
export async function GET(request: Request, { params }: { params: Promise<{ type: string }> }): Promise<Response> {
  const { type } = await params;
  const asked = new URL(request.url).searchParams;
  const session = await readSession(container(), request.headers);
  const { ports, actor, requestId, report } = createContext(session);
  if (!actor) return new Response("Sign in first.\n", { status: 401 });
  const input = tableInput.safeParse({
    type,
    columns: asked.get("columns")?.split(",").filter(Boolean) ?? [],
    filter: asked.get("filter") ?? "",
    sort: asked.get("sort") ?? "",
  });
  if (!input.success) return new Response("There is no such table.\n", { status: 404 });

  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  // The answer begins with the first piece, so that what cannot be asked is told by the status.
  return new Promise((resolve) => {
    let begun = false;
    const begin = () => {
      begun = true;
      resolve(new Response(readable, { headers: headersOf(type) }));
    };
    writeTableCsv(ports, actor, input.data, async (piece) => {
      if (!begun) begin();
      await writer.write(encoder.encode(piece));
    }).then(
      () => writer.close(),
      (error: unknown) => {
        const isExpected = error instanceof ServiceError;
        // a reader that went away is no failure of ours
        if (!isExpected && !request.signal.aborted) report(error, requestId);
        if (begun) void writer.abort(error).catch(() => {});
        else resolve(new Response("The table cannot be written.\n", { status: isExpected ? 400 : 500 }));
      },
    );
  });
}

const headersOf = (type: string) => ({
  "content-type": "text/csv; charset=utf-8",
  "content-disposition": `attachment; filename="${type}.csv"`,
  "cache-control": "no-store",
});
