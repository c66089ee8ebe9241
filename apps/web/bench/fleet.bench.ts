import type { BenchContext, Benchmark, Figure, Served } from "@headroom/config/bench/types";
import { floorFigures } from "./floor";
import { javascriptFigures } from "./javascript";
import { residentMb } from "./memory";
import { readFigures } from "./reads";
import { signInFor } from "./sign-in";

/** p95 of a read at 1,200,000 servers beside the same shape at 10,000: it may grow by what its answer grows, and no more. */
const SMALL = "cloud:10000";
const goal = { mostMs: 50, times: 3 };

/**
 * The scenario `cloud` (`--set scenario=cloud:10000` for a smaller one): every read of the API over HTTP with its session beside its statements
 * sent plain; the floor of 10,000 positions in a real browser; JavaScript of every route; memory of the web server after all of it; and the
 * reads again at 10,000 servers, for what grows. `--set parts=reads,growth,floor,javascript` takes some.
 */
const fleet: Benchmark = async (context) => {
  const parts = (context.options.parts ?? "reads,growth,floor,javascript").split(",");
  const scenario = (context.options.scenario ?? "cloud") as "cloud";
  const figures: Figure[] = [];
  const small = parts.includes("growth") ? await readsOf(context, await context.served({ scenario: SMALL })) : [];
  const served = await context.served({ scenario });
  if (parts.includes("reads") || parts.includes("growth")) {
    const large = await readsOf(context, served);
    figures.push(...large.map((figure) => withSmall(figure, small)));
  }
  const person = adminOf(served);
  const cookie = await signInFor(served.address, person);
  if (parts.includes("floor"))
    figures.push(...(await floorFigures({ ...served, person, rounds: context.quick ? 5 : 25 })));
  if (parts.includes("javascript"))
    figures.push(...(await javascriptFigures({ ...served, root: context.root }, cookie, context.say)));
  figures.push({
    name: "memory of the web server, after all this",
    value: residentMb(served.webPid),
    unit: "MB",
    goal: { atMost: 500 },
  });
  return figures;
};

const adminOf = ({ people }: Served) => {
  const person = people.find((one) => one.role === "admin") ?? people[0];
  if (!person) throw new Error("the scenario has nobody who can sign in");
  return person;
};

async function readsOf({ quick, say }: BenchContext, served: Served): Promise<Figure[]> {
  const cookie = await signInFor(served.address, adminOf(served));
  return readFigures({ ...served, cookie, goal, rounds: quick ? 12 : 60, say });
}

const withSmall = (figure: Figure, small: readonly Figure[]): Figure => {
  const value = small.find(({ name }) => name === figure.name)?.value;
  return value === undefined ? figure : { ...figure, peers: { ...figure.peers, "at 10,000 servers": value } };
};

export default fleet;
