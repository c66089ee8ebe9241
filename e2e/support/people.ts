import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The demo's people by first name: two planners, and one person for every other role. */
export type Who = "ines" | "tomas" | "aino" | "marek" | "odile" | "ada" | "ruth";

export interface Person {
  readonly name: string;
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

const file = process.env.E2E_PEOPLE_FILE ?? resolve(import.meta.dirname, "../../.data/demo-people.json");

/** Their sign-in, as the seed wrote it. */
export function person(who: Who): Person {
  const { people } = JSON.parse(readFileSync(file, "utf8")) as { people: readonly Person[] };
  const found = people.find(({ email }) => email.startsWith(`${who}@`));
  if (!found) throw new Error(`${file} knows no ${who}`);
  return found;
}
