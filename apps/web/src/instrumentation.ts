/** Next calls it once, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ stampPeers }, { checkEnvironment }] = await Promise.all([
    import("./server/peer"),
    import("./server/container"),
  ]);
  await checkEnvironment();
  stampPeers();
}
