import type { Role } from "@headroom/core/access/permissions";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export const OPERATOR = "Quillfjord";
export const DEMO_PASSWORD = "headroom-demo";

const person = (name: string, role: Role): Person => {
  const first = name.split(" ")[0]!.toLowerCase();
  return { id: `demo-${first}`, name, email: `${first}@quillfjord.example`, role };
};

/** One person for every role, and a second planner. Invented. */
export const people = {
  ines: person("Ines Duarte", "planner"),
  tomas: person("Tomas Lindqvist", "planner"),
  aino: person("Aino Virtanen", "approver"),
  marek: person("Marek Novak", "manager"),
  odile: person("Odile Mercier", "operator"),
  ada: person("Ada Okafor", "admin"),
  ruth: person("Ruth Adeyemi", "auditor"),
} as const;

export const allPeople: readonly Person[] = Object.values(people);
