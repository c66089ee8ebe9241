import { tableInput } from "@headroom/contracts/table";
import { readSession } from "@headroom/runtime/auth/session";
import { writeTableCsv } from "@headroom/runtime/table-csv";
import { container } from "../../../../server/container";
import { createContext } from "../../../../server/context";
import { fileAnswer } from "../../../../server/file-answer";

/** A table as a file: `/api/tables/racks?columns=code,state&filter=state:in_service&sort=-code`. */
export async function GET(request: Request, { params }: { params: Promise<{ type: string }> }): Promise<Response> {
  const { type } = await params;
  const asked = new URL(request.url).searchParams;
  const context = createContext(await readSession(container(), request.headers), request.headers);
  const { ports, actor } = context;
  if (!actor) return new Response("Sign in first.\n", { status: 401 });
  const input = tableInput.safeParse({
    type,
    columns: asked.get("columns")?.split(",").filter(Boolean) ?? [],
    filter: asked.get("filter") ?? "",
    sort: asked.get("sort") ?? "",
  });
  if (!input.success) return new Response("There is no such table.\n", { status: 404 });
  const encoder = new TextEncoder();
  const file = { name: `${type}.csv`, type: "text/csv; charset=utf-8", what: "table" };
  return fileAnswer(request, context, file, (write) =>
    writeTableCsv(ports, actor, input.data, (piece) => write(encoder.encode(piece))),
  );
}
