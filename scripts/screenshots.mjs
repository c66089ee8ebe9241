// pnpm screenshots: pictures of every page at three sizes, light and dark, into screenshots/ (not kept in git), on databases of their own.
//   pnpm screenshots --only floor      pages whose name has this in it
//   pnpm screenshots --whole           each picture as tall as its page
//   pnpm screenshots --scenario small  another fleet than the demo's; empty: nothing but the first admin
import { createRequire } from "node:module";
import { build } from "./lib/build.mjs";
import { endLeftovers, killAll, run } from "./lib/children.mjs";
import { install } from "./lib/install.mjs";
import { inRoot } from "./lib/paths.mjs";
import { PlainError, reportError } from "./lib/plain-error.mjs";
import { generate } from "./lib/prisma.mjs";
import { say, step } from "./lib/say.mjs";
import { serveThrowaway } from "./lib/served.mjs";

const usage = "pnpm screenshots [--only NAME] [--scenario demo|small|empty] [--whole]";

function readArguments() {
  const args = process.argv.slice(2);
  /** @type {{only: string, scenarios: (string | null)[], whole: boolean}} */
  const options = { only: "", scenarios: ["demo", null], whole: false };
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = (args[i] ?? "").split("=", 2);
    const value = () => {
      const given = inline ?? args[++i];
      if (!given) throw new PlainError(`${name} needs a value: ${usage}`);
      return given;
    };
    if (name === "--only") options.only = value();
    else if (name === "--whole") options.whole = true;
    else if (name === "--scenario") {
      const scenario = value();
      options.scenarios = [scenario === "empty" ? null : scenario];
    } else throw new PlainError(`${usage}; ${args[i]} is not known.`);
  }
  return options;
}

/** @param {string | null} scenario @param {{only: string, whole: boolean}} options */
async function picture(scenario, { only, whole }) {
  const served = await serveThrowaway({ scenario, folder: inRoot("test-results/pictures") });
  try {
    const cli = createRequire(inRoot("e2e/package.json")).resolve("@playwright/test/cli");
    const { code } = await run(process.execPath, [cli, "test", "--config", "pictures.config.ts"], {
      cwd: inRoot("e2e"),
      env: {
        E2E_BASE_URL: served.address,
        E2E_DATABASE_URL: served.databaseUrl,
        E2E_PEOPLE_FILE: served.peopleFile,
        E2E_ADMIN_LINK: served.adminLink ?? "",
        PICTURES_ONLY: only,
        PICTURES_WHOLE: whole ? "1" : "",
      },
      output: "show",
    });
    if (code !== 0) throw new PlainError("Not every picture could be taken: see above.");
  } finally {
    await served.stop();
  }
}

async function main() {
  const options = readArguments();
  await endLeftovers();
  await step("install", install);
  await step("generate", generate);
  await step("build", build, "the web app; about a minute when something changed");
  for (const scenario of options.scenarios)
    await step(scenario ?? "empty", () => picture(scenario, options), "pictures, some minutes");
  say("The pictures are in screenshots/.");
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, () => {
    killAll();
    process.exit(130);
  });
main().then(
  () => process.exit(0),
  (error) => {
    reportError(error);
    process.exit(1);
  },
);
