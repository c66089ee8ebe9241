import { useEffect, useRef } from "react";

/** What is typed while something is on its way that will have a field for it: nobody waits for it to appear. Returns what there is by now. */
export function useTypedAhead(isComing: boolean): () => string {
  const typed = useRef("");
  useEffect(() => {
    if (!isComing) return;
    typed.current = "";
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key === "Backspace") typed.current = typed.current.slice(0, -1);
      else if (event.key.length === 1) typed.current += event.key;
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // before the keys of the page
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [isComing]);
  return () => typed.current;
}
