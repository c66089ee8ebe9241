import { HalfRestored, refuseHalfRestored } from "@headroom/runtime/half-restored";
import { container } from "../../server/container";

export const dynamic = "force-dynamic";

const PATIENCE_MS = 2_000;

/** The process can serve: the database answers within two seconds and is no half-restored one. 503 and the part at fault, otherwise. */
export async function GET(): Promise<Response> {
  const { database, log } = container();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    await Promise.race([refuseHalfRestored(database), late]);
    return Response.json({ ok: true });
  } catch (error) {
    if (error instanceof HalfRestored) return Response.json({ ok: false, part: "restore" }, { status: 503 });
    log.warn({ err: error }, "not ready: the database does not answer");
    return Response.json({ ok: false, part: "database" }, { status: 503 });
  } finally {
    clearTimeout(timer);
  }
}
