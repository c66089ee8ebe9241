/** One measured figure. The harness compares it with its goal; a goal missed is a figure, never a failure. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** "ms", "KB", "racks", "s per 1,000 positions"... */
  readonly unit: string;
  /** None: the figure is only reported. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
  /** The same figure elsewhere: published results, baselines, the same query without us. */
  readonly peers?: Readonly<Record<string, number>>;
}

export interface BenchContext {
  /** A short run, to see that the benchmark works; its figures are no results. */
  readonly quick: boolean;
  /** What `--set NAME=VALUE` said, by name; each benchmark knows its own. */
  readonly options: Readonly<Record<string, string>>;
  /** The root of the repository, absolute. */
  readonly root: string;
  /** Says how far it is; the table comes last. */
  say(line: string): void;
  /** A fresh PostgreSQL, migrated and filled with a scenario, and the production build served from it. Ended after the benchmark. */
  served(options: { readonly scenario: "demo" | "small" | "cloud" | `cloud:${number}` }): Promise<Served>;
  /** A fresh PostgreSQL, migrated and empty, that is as careful with what it was told as one in use. Ended after the benchmark. */
  database(options?: { readonly settings?: Readonly<Record<string, string>> }): Promise<{ readonly url: string }>;
  /** Called after the benchmark, also when it failed; the last registered first. */
  after(clean: () => Promise<void> | void): void;
}

export interface Served {
  /** The web server, "http://127.0.0.1:PORT". */
  readonly address: string;
  readonly databaseUrl: string;
  /** The web server's process. */
  readonly webPid: number;
  /** The scenario's people: everybody who can sign in. */
  readonly people: readonly { readonly email: string; readonly password: string; readonly role?: string }[];
}

/** What `bench/NAME.bench.ts` exports by default. */
export type Benchmark = (context: BenchContext) => Promise<readonly Figure[]>;
