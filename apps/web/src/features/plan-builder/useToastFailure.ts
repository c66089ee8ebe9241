"use client";
import { useToast } from "@headroom/ui/primitives/Toast";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

/** Says in a toast why something was not done. */
export function useToastFailure(): (what: string) => (error: unknown) => void {
  const toast = useToast();
  return (what) => (error) => {
    const words = failureWords(publicErrorOf(error), what);
    toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
  };
}
