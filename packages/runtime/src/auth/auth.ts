import type { Database } from "@headroom/db/client";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Env } from "../env";
import type { Logger } from "../log";
import { addressHeader } from "./address";
import { trustedOrigins } from "./origin";

const DAY_SECONDS = 86_400;

/**
 * better-auth with e-mail and password only. Sign-up is off; role and disabledAt can be read through it and never set. Reach it only
 * through `createAuthHandler`: that is where paths are allowed and attempts are limited.
 */
export function createAuth(env: Env, database: Database, log: Logger) {
  if (env.authSecret === null) throw new Error("BETTER_AUTH_SECRET must be set: it signs the sessions");
  return betterAuth({
    appName: "Headroom",
    baseURL: env.url,
    basePath: "/api/auth",
    secret: env.authSecret,
    trustedOrigins: [...trustedOrigins(env.url)],
    database: prismaAdapter(database.prisma, { provider: "postgresql" }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: "string", required: true, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    session: { expiresIn: 7 * DAY_SECONDS, updateAge: DAY_SECONDS },
    databaseHooks: {
      session: {
        create: {
          // A disabled person's right password is answered like a wrong one: no session, no reason.
          before: async ({ userId }) => {
            const user = await database.prisma.user.findUnique({
              where: { id: userId },
              select: { disabledAt: true },
            });
            return user !== null && user.disabledAt === null;
          },
        },
      },
    },
    // Attempts are limited in the handler, in the database and by account too; better-auth's own counter lives in memory.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: "headroom",
      useSecureCookies: env.url.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      // better-auth turns both checks off where NODE_ENV is "test"; they are on everywhere.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    logger: {
      level: "warn",
      disableColors: true,
      // Arguments may hold what a person typed: only the text is kept.
      log: (level, message) => log[level === "error" ? "warn" : "debug"]({ from: "better-auth" }, message),
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
