import { type APIRequestContext, test as base, type Page } from "@playwright/test";
import { type Api, asked } from "./api";
import { Guard } from "./guard";
import { patient } from "./live";
import { type Found, find } from "./pages";
import { person, type Who } from "./people";

export { expect } from "@playwright/test";

type Cookies = Awaited<ReturnType<APIRequestContext["storageState"]>>;

interface Fixtures {
  guard: Guard;
  /** A page of its own for this person, signed in; null: for nobody. */
  as: (who: Who | null) => Promise<Page>;
  /** As `apiOf`, by its short name. */
  api: (who: Who) => Promise<Api>;
}

interface WorkerFixtures {
  /** Each person signs in once; every test starts from those cookies. */
  cookiesOf: (who: Who) => Promise<Cookies>;
  /** Procedures called as this person. */
  apiOf: (who: Who) => Promise<Api>;
  /** Something of every kind to look at. */
  found: Found;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  cookiesOf: [
    async ({ playwright }, use, { project }) => {
      const { baseURL } = project.use;
      const known = new Map<Who, Promise<Cookies>>();
      const signIn = async (who: Who): Promise<Cookies> => {
        const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL ?? "" } });
        const { email, password } = person(who);
        const answer = await request.post("/api/auth/sign-in/email", { data: { email, password } });
        if (!answer.ok()) throw new Error(`${who} cannot sign in: ${answer.status()} ${await answer.text()}`);
        const cookies = await request.storageState();
        await request.dispose();
        return cookies;
      };
      await use((who) => {
        const cookies = known.get(who) ?? signIn(who);
        known.set(who, cookies);
        return cookies;
      });
    },
    { scope: "worker" },
  ],

  apiOf: [
    async ({ playwright, cookiesOf }, use, { project }) => {
      const { baseURL } = project.use;
      const opened: APIRequestContext[] = [];
      await use(async (who) => {
        const storageState = await cookiesOf(who);
        const extraHTTPHeaders = { origin: baseURL ?? "" };
        const request = await playwright.request.newContext({ baseURL, storageState, extraHTTPHeaders });
        opened.push(request);
        return asked(request);
      });
      await Promise.all(opened.map((request) => request.dispose()));
    },
    { scope: "worker" },
  ],

  found: [async ({ apiOf }, use) => use(await find(await apiOf("ines"), await apiOf("ada"))), { scope: "worker" }],

  guard: [
    // biome-ignore lint/correctness/noEmptyPattern: the form in which a fixture says that it needs no other
    async ({}, use) => {
      const guard = new Guard();
      await use(guard);
      await guard.check();
    },
    { auto: true },
  ],

  // The page without a name, of nobody signed in, is watched like every other.
  page: async ({ page, guard }, use) => {
    guard.watch(page);
    await use(patient(page));
  },

  as: async ({ browser, guard, cookiesOf }, use) => {
    const opened: Page[] = [];
    await use(async (who) => {
      const context = await browser.newContext(who === null ? {} : { storageState: await cookiesOf(who) });
      const page = await context.newPage();
      opened.push(page);
      guard.watch(page);
      return patient(page);
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },

  api: async ({ apiOf }, use) => use(apiOf),
});
