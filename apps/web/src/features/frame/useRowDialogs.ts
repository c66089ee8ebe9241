import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { useQueryStates } from "./address";

interface Row {
  readonly id: number;
}

/**
 * The dialogs over a list of rows, kept in its address: a new row, and one row edited, tested or removed. `may`: whether this person changes rows at all;
 * else no address opens any of them.
 */
export function useRowDialogs<R extends Row>(rows: readonly R[], may: boolean) {
  const [view, setView] = useQueryStates({
    at: parseAsString,
    new: parseAsStringLiteral(["yes"]),
    edit: parseAsInteger,
    test: parseAsInteger,
    remove: parseAsInteger,
  });
  const of = (id: number | null): R | null => (may && rows.find((row) => row.id === id)) || null;
  const edited = of(view.edit);
  return {
    at: view.at,
    setAt: (at: string | null) => void setView({ at }),
    /** A row that is changed, or a new one. */
    isEditing: may && (view.new !== null || edited !== null),
    edited,
    tested: of(view.test),
    removing: of(view.remove),
    make: () => void setView({ new: "yes" }),
    edit: ({ id }: Row) => {
      if (may) void setView({ edit: id });
    },
    test: ({ id }: Row) => void setView({ test: id }),
    remove: ({ id }: Row) => void setView({ remove: id }),
    close: () => void setView({ new: null, edit: null, test: null, remove: null }),
  };
}
