import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useRef } from "react";

/** The address is written within 50 ms, later on a busy machine; where it is not, opening does not wait for it. */
const WRITTEN_MS = 1_000;

/**
 * The way from a row to its page. Opening waits until the row is in the address: written after the router has begun to go, it would call it back,
 * and Enter right after J would do nothing. `writing` is told what writes the address.
 */
export function useOpenAfterWriting() {
  const router = useRouter();
  const written = useRef<Promise<unknown>>(Promise.resolve());
  return {
    writing: (write: Promise<unknown>) => {
      written.current = write;
    },
    open: (href: string) => {
      const late = new Promise((resolve) => setTimeout(resolve, WRITTEN_MS));
      void Promise.race([written.current, late]).finally(() => router.push(href));
    },
  };
}

/** The row of a list that the keys are on, kept in the address (`?at=`), and the way from it to its page. */
export function useCurrentRow() {
  const [at, setAt] = useQueryState("at", parseAsString.withOptions({ history: "replace" }));
  const { writing, open } = useOpenAfterWriting();
  return { at, choose: (key: string) => writing(setAt(key)), open };
}
