import { readSession } from "@headroom/runtime/auth/session";
import { writeCertificate } from "@headroom/runtime/certificate";
import { container } from "../../../../server/container";
import { createContext } from "../../../../server/context";
import { fileAnswer } from "../../../../server/file-answer";

/** A certificate of sanitisation: `/api/certificates/12.json` (signed), `/api/certificates/12.pdf`. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const [, number, format] = /^([1-9]\d{0,8})\.(json|pdf)$/.exec((await params).file) ?? [];
  const context = createContext(await readSession(container(), request.headers), request.headers);
  const { ports, actor } = context;
  if (!actor) return new Response("Sign in first.\n", { status: 401 });
  if (number === undefined || format === undefined) return new Response("There is no such file.\n", { status: 404 });
  const type = format === "pdf" ? "application/pdf" : "application/json";
  const asked = { number: Number(number), format: format as "json" | "pdf" };
  return fileAnswer(request, context, { name: `certificate-${number}.${format}`, type, what: "certificate" }, (write) =>
    writeCertificate(ports, actor, asked, write),
  );
}
