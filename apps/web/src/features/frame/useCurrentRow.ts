import { parseAsString } from "nuqs";
import { useQueryState, useRouter } from "./address";

/** The row of a list that the keys are on, kept in the address (`?at=`), and the way from it to its page. */
export function useCurrentRow() {
  const router = useRouter();
  const [at, setAt] = useQueryState("at", parseAsString);
  return { at, choose: (key: string) => void setAt(key), open: (href: string) => router.push(href) };
}
