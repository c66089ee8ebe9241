import "server-only";
import { readSession, type SignedIn } from "@headroom/runtime/auth/session";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { signInPath } from "../trpc/sign-in-path";
import { container } from "./container";
import { nonceHeader, pathHeader } from "./request-headers";

/** Who is signed in, read once per request; null: nobody. */
export const currentSession = cache(async (): Promise<SignedIn | null> => readSession(container(), await headers()));

/** Who is signed in; sends everybody else to sign in and back to the page they asked for. */
export async function requireSession(): Promise<SignedIn> {
  const session = await currentSession();
  if (session) return session;
  redirect(signInPath((await headers()).get(pathHeader)));
}

/** For a script that a page itself writes: `<ThemeScript nonce={await pageNonce()} />`. */
export const pageNonce = async (): Promise<string | undefined> => (await headers()).get(nonceHeader) ?? undefined;
