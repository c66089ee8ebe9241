const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "A", "A and B", "A, B and C". */
export const formatList = (items: Iterable<string>): string => list.format(items);
