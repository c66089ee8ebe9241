import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInPage } from "../../../features/sign-in/SignInPage";
import { currentSession } from "../../../server/session";
import { safeNext } from "../../../trpc/sign-in-path";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function Page({ searchParams }: Props) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : null);
  if (await currentSession()) redirect(target);
  return <SignInPage next={target} />;
}
