// Prints a one-time link that makes the first admin, where there is none yet. DATABASE_URL and HEADROOM_URL as for the web server.
import { openContainer } from "@headroom/runtime/container";
import { EnvironmentError, readEnv } from "@headroom/runtime/env";
import { openLog } from "@headroom/runtime/log";
import type { Actor } from "@headroom/services/actor";
import { firstAdminLink } from "@headroom/services/invite/first-admin";

async function main(): Promise<void> {
  const env = readEnv();
  const container = openContainer(env, openLog({ logLevel: "silent" as const }, "seed"), "seed");
  try {
    const requestId = `first-admin-${crypto.randomUUID()}`;
    const actor: Actor = { id: null, name: "Headroom", role: "system", via: "seed", requestId };
    const link = await firstAdminLink(container.ports, actor);
    process.stdout.write(
      link === null
        ? "There is an admin already: ask them for an invitation.\n"
        : `Nobody can sign in yet. This link makes the first admin, once, until ${link.expiresAt.slice(0, 16).replace("T", " ")} UTC:\n${new URL(link.path, env.url).href}\n`,
    );
  } finally {
    await container.close();
  }
}

main().catch((error: unknown) => {
  const told = error instanceof EnvironmentError || !(error instanceof Error) ? error : (error.stack ?? error.message);
  process.stderr.write(`${told instanceof Error ? told.message : String(told)}\n`);
  process.exitCode = 1;
});
