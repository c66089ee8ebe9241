/** Next calls it once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ stampPeers }, { checkEnvironment, container }, { startTracing }] = await Promise.all([
    import("./server/peer"),
    import("./server/container"),
    import("@headroom/runtime/tracing"),
  ]);
  await checkEnvironment();
  const tracing = startTracing(container().env, "web");
  process.once("SIGTERM", () => void tracing.stop());
  stampPeers();
}
