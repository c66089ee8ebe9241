import type { Benchmark } from "@headroom/config/bench/types";
import { importFigures } from "./import-servers";

/**
 * A file of 1,000,000 servers (`--set servers=N` for another number) of the scenario `cloud` beside a bare COPY of the same rows. `--set
 * scenario=demo` takes another fleet's servers.
 */
const importing: Benchmark = async ({ served, options, quick, say }) => {
  const { databaseUrl } = await served({ scenario: (options.scenario ?? (quick ? "demo" : "cloud")) as "cloud" });
  return importFigures({ databaseUrl, servers: Number(options.servers ?? (quick ? 20_000 : 1_000_000)), say });
};

export default importing;
