import { expect, type Page, type Response } from "@playwright/test";

interface Declared {
  readonly status: number;
  readonly path: RegExp;
  met: boolean;
}

/**
 * Watches pages for what no visitor should ever cause: errors on the console, uncaught exceptions, requests without an answer, and answers of
 * 400 and above that the test has not declared beforehand.
 */
export class Guard {
  private readonly faults: string[] = [];
  private readonly declared: Declared[] = [];
  private readonly reading: Promise<void>[] = [];

  /** An answer that belongs to the test: it may come any number of times, and must come at least once. */
  expectAnswer(status: number, path: RegExp): void {
    this.declared.push({ status, path, met: false });
  }

  watch(page: Page): void {
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      // The browser's own note of an answer of 400 and above, which is looked at below.
      if (message.text().startsWith("Failed to load resource")) return;
      this.faults.push(`console at ${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.faults.push(`uncaught at ${page.url()}: ${error.stack ?? error.message}`));
    page.on("requestfailed", (request) => {
      const cause = request.failure()?.errorText ?? "";
      // What is still on its way when a page is left is given up by the browser.
      if (cause !== "net::ERR_ABORTED") this.faults.push(`${request.method()} ${request.url()}: ${cause}`);
    });
    page.on("response", (response) => {
      if (response.status() === 207) this.reading.push(this.readBatch(response));
      else if (response.status() >= 400) this.answered(response.status(), response.url());
    });
  }

  /** Fails the test for everything seen, and for what was declared and never came. */
  async check(): Promise<void> {
    await Promise.all(this.reading);
    const missing = this.declared
      .filter(({ met }) => !met)
      .map(({ status, path }) => `declared and never seen: ${status} from ${path}`);
    expect([...this.faults, ...missing], "errors on the pages of this test").toEqual([]);
  }

  /** Several questions in one request: each has a status of its own. */
  private async readBatch(response: Response): Promise<void> {
    const names = new URL(response.url()).pathname.split("/").at(-1)?.split(",") ?? [];
    const items = (await response.json().catch(() => [])) as { error?: { data?: { httpStatus?: number } } }[];
    for (const [index, item] of items.entries())
      if (item.error) this.answered(item.error.data?.httpStatus ?? 500, names[index] ?? response.url());
  }

  private answered(status: number, where: string): void {
    const declared = this.declared.filter((one) => one.status === status && one.path.test(where));
    if (declared.length === 0) this.faults.push(`${status} from ${where}`);
    for (const one of declared) one.met = true;
  }
}
