import { fleetExportInput, netboxExportInput } from "@headroom/contracts/exports";
import { writeFleetArchive, writeNetboxArchive } from "@headroom/runtime/archive";
import { readSession } from "@headroom/runtime/auth/session";
import { container } from "../../../../server/container";
import { createContext } from "../../../../server/context";
import { fileAnswer } from "../../../../server/file-answer";

/** The fleet as one archive: `/api/export/fleet?format=json`, `/api/export/netbox?format=forms&version=3.6&datacenter=STO-1`. */
export async function GET(request: Request, { params }: { params: Promise<{ what: string }> }): Promise<Response> {
  const { what } = await params;
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  const context = createContext(await readSession(container(), request.headers), request.headers);
  const { ports, actor } = context;
  if (!actor) return new Response("Sign in first.\n", { status: 401 });
  const answer = (parts: readonly string[], make: Parameters<typeof fileAnswer>[3]) => {
    const name = `${["headroom", what, ...parts].join("-").replace(/[^A-Za-z0-9.-]+/g, "_")}.zip`;
    return fileAnswer(request, context, { name, type: "application/zip", what: "archive" }, make);
  };
  if (what === "fleet") {
    const input = fleetExportInput.safeParse(asked);
    if (!input.success) return wrong();
    const { datacenter, format } = input.data;
    return answer([...(datacenter ? [datacenter] : []), format], (write) =>
      writeFleetArchive(ports, actor, input.data, write),
    );
  }
  if (what === "netbox") {
    const input = netboxExportInput.safeParse(asked);
    if (!input.success) return wrong();
    const { datacenter, format, version } = input.data;
    return answer([...(datacenter ? [datacenter] : []), version, format], (write) =>
      writeNetboxArchive(ports, actor, input.data, write),
    );
  }
  return new Response("There is no such export.\n", { status: 404 });
}

const wrong = () => new Response("There is no such format.\n", { status: 400 });
