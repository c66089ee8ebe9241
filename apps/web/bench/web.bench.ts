import type { Benchmark, Figure } from "@headroom/config/bench/types";
import { floorFigures } from "./floor";
import { javascriptFigures } from "./javascript";
import { readFigures } from "./reads";
import { signInFor } from "./sign-in";

/**
 * The web server with the demo data: every read of the API over HTTP with its session, beside the same statements, the session's
 * included, sent straight to PostgreSQL; the JavaScript of every route; the floor of the largest datacenter in a real browser.
 */
const web: Benchmark = async (context) => {
  const served = await context.served({ scenario: "demo" });
  const person = served.people.find((one) => one.role === "admin") ?? served.people[0];
  if (!person) throw new Error("the scenario has nobody who can sign in");
  const cookie = await signInFor(served.address, person);
  const figures: Figure[] = [];
  context.say("reads");
  figures.push(...(await readFigures({ ...served, cookie, rounds: context.quick ? 12 : 60, say: context.say })));
  context.say("JavaScript by route");
  figures.push(...(await javascriptFigures({ ...served, root: context.root }, cookie, context.say)));
  context.say("the largest floor");
  figures.push(...(await floorFigures({ ...served, person, rounds: context.quick ? 5 : 25 })));
  return figures;
};

export default web;
