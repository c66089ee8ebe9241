import { container } from "../../server/container";

export const dynamic = "force-dynamic";

const PATIENCE_MS = 2_000;

/** The process can serve: the database answers within two seconds. 503 and the part that does not, otherwise. */
export async function GET(): Promise<Response> {
  const { database, log } = container();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    await Promise.race([database.pool.query("SELECT 1"), late]);
    return Response.json({ ok: true });
  } catch (error) {
    log.warn({ err: error }, "not ready: the database does not answer");
    return Response.json({ ok: false, part: "database" }, { status: 503 });
  } finally {
    clearTimeout(timer);
  }
}
