/**
 * Runs `stop` at the first SIGTERM or SIGINT, then ends the process: with 0, or with 1 where `stop` throws or takes longer
 * than `patienceMs`. A second signal ends it at once.
 */
export function onShutdown(
  stop: (signal: NodeJS.Signals) => Promise<void>,
  options: { readonly patienceMs: number; readonly onError: (error: unknown) => void },
): void {
  let stopping = false;
  const begin = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    // Not unref'd: it is what ends a process whose `stop` hangs on nothing.
    const timer = setTimeout(() => process.exit(1), options.patienceMs);
    try {
      await stop(signal);
      clearTimeout(timer);
      process.exit(0);
    } catch (error) {
      options.onError(error);
      process.exit(1);
    }
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, begin);
}
