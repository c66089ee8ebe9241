"use client";
import { useRouter as useNextRouter } from "next/navigation";
import {
  type UseQueryStateOptions,
  type UseQueryStatesKeysMap,
  type UseQueryStatesReturn,
  useQueryState as useNuqsState,
  useQueryStates as useNuqsStates,
} from "nuqs";
import { useCallback, useMemo } from "react";

/*
 * What a page shows is kept in its address, and the address is written up to 150 ms after a change, later on a busy machine. Written after the
 * router has begun to go to another page, it calls the router back: Enter right after J would do nothing. So every write is known here, and every
 * way to another page waits for those under way. Pages take these three hooks from here, never from the libraries (a lint rule says so).
 */

/** Where a write never ends, going does not wait for it any longer. */
const WRITTEN_MS = 1_000;

let underWay: Promise<unknown> | null = null;

function writes<Write extends Promise<unknown>>(write: Write): Write {
  const ended = write
    .catch(() => undefined)
    .finally(() => {
      if (underWay === ended) underWay = null;
    });
  underWay = ended;
  return write;
}

/** Whether a change has not reached the address yet. */
export const isAddressWriting = () => underWay !== null;

/** Goes when the address is written. */
function afterAddress(go: () => void): void {
  if (underWay === null) {
    go();
    return;
  }
  const late = new Promise((resolve) => setTimeout(resolve, WRITTEN_MS));
  void Promise.race([underWay, late]).then(go);
}

/** Next's router, whose ways to other pages wait for the address. */
export function useRouter() {
  const router = useNextRouter();
  return useMemo<typeof router>(
    () => ({ ...router, push: (href, options) => afterAddress(() => router.push(href, options)) }),
    [router],
  );
}

/** One value of the address, as of nuqs. */
export const useQueryState = ((key: string, parser: UseQueryStateOptions<unknown>) => {
  const [value, write] = useNuqsState(key, parser);
  const heard: typeof write = useCallback((...given) => writes(write(...given)), [write]);
  return [value, heard];
}) as typeof useNuqsState;

/** Values of the address that change together, as of nuqs; the page's place in the history stays. */
export function useQueryStates<Keys extends UseQueryStatesKeysMap>(keys: Keys): UseQueryStatesReturn<Keys> {
  const [values, write] = useNuqsStates(keys, { history: "replace" });
  const heard: typeof write = useCallback((...given) => writes(write(...given)), [write]);
  return [values, heard];
}
