import type { SearchRepository } from "@headroom/services/ports/search";
import type { Transaction } from "../../unit-of-work";
import { findInFlow } from "./flow";
import { findAmongMany, findFew } from "./records";

export const searchRepository = ({ sql }: Pick<Transaction, "sql">): SearchRepository => ({
  records: (search, limit) => (search.searched.large ? findAmongMany : findFew)(sql, search, limit),
  flow: (kind, words, state, limit) => findInFlow(sql, kind, words, state, limit),
});
