import type { PlanState } from "@headroom/core/lifecycle/plan";
import type { Scenario } from "../scenarios/scenario";
import { type Person, people } from "./people";

/** What becomes of a plan. `changes` and `withdrawn` end as drafts that have been submitted once; `delivered`: its racks serve. */
export type Ending = PlanState | "changes" | "withdrawn" | "given_back" | "delivered";

export interface Story {
  readonly ending: Ending;
  /** Days ago that the plan was made. */
  readonly age: number;
  /** Requests in it. */
  readonly asks: number;
  readonly author: Person;
  /** Code of the region. Absent: one with room. */
  readonly region?: string;
  /** The story before it wanted the same: the same number of the same racks in the same place. */
  readonly repeats?: boolean;
  /** One of its requests fits nowhere. */
  readonly misses?: boolean;
  readonly reason?: string;
}

const { ines, tomas } = people;

/** One plan of every ending, and more of those that people work with. Oldest first: earlier ones have the positions. */
export function storiesOf(scenario: Scenario): Story[] {
  const { committed, submitted, drafts } = scenario.stories;
  const authors = [ines, tomas];
  const many = (count: number, of: (i: number) => Omit<Story, "author">): Story[] =>
    Array.from({ length: count }, (_, i) => ({ ...of(i), author: authors[i % 2]! }));
  const first = scenario.regions[0]!.code;
  const stories: Story[] = [
    { ending: "delivered", age: 47, asks: 1, author: ines, region: scenario.regions.at(-1)!.code },
    { ending: "given_back", age: 41, asks: 1, author: tomas, reason: "The service moved to another region" },
    { ending: "declined", age: 19, asks: 1, author: ines, reason: "Over this quarter's budget; ask again in January" },
    { ending: "expired", age: 27, asks: 1, author: tomas },
    { ending: "cancelled", age: 13, asks: 1, author: ines, reason: "The team found room in its own racks" },
    { ending: "stale", age: 9, asks: 1, author: ines },
    // took what the stale one wanted
    { ending: "committed", age: 8, asks: 1, author: tomas, repeats: true },
    ...many(Math.max(0, committed - 1), (i) => ({
      ending: "committed",
      age: 7 + i * 7,
      asks: 1 + (i % 3),
      ...(i === 0 ? { region: first } : {}),
    })),
    ...many(submitted, (i) => ({
      ending: "submitted",
      age: submitted - i,
      asks: 1 + ((i + 1) % 3),
      ...(i === 0 ? { region: first } : {}),
    })),
    {
      ending: "changes",
      age: 4,
      asks: 2,
      author: ines,
      reason: "Please keep the accelerators out of the rows by the door",
    },
    { ending: "withdrawn", age: 3, asks: 1, author: tomas },
    ...many(drafts, (i) => ({ ending: "draft", age: 1 + i, asks: 1 + (i % 3), ...(i === 1 ? { misses: true } : {}) })),
    { ending: "failed", age: 2, asks: 1, author: tomas },
    { ending: "running", age: 0, asks: 2, author: ines },
    { ending: "queued", age: 0, asks: 1, author: tomas },
  ];
  // Whoever waits for a signature has seen everything that was committed: nothing that is submitted is older than a commitment.
  return stories.sort((a, b) => b.age - a.age);
}

/** Services that ask, and the family they ask for. Invented. */
export const services: readonly (readonly [service: string, family: string])[] = [
  ["search-index", "compute"],
  ["edge-cache", "compute"],
  ["ci-runners", "compute"],
  ["payments", "compute"],
  ["web-frontend", "compute"],
  ["kubernetes-general", "compute"],
  ["ledger", "memory"],
  ["feature-store", "memory"],
  ["session-store", "memory"],
  ["media-cold", "storage"],
  ["object-store", "storage"],
  ["log-archive", "storage"],
  ["mail-store", "storage"],
  ["ml-train", "accelerator"],
  ["speech-models", "accelerator"],
  ["ad-ranking", "accelerator"],
];
