import type { ImportReport } from "@headroom/contracts/imports";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { nounWords } from "./CountsTable";

/** What earlier forms brought and these files have by their own numbers: how many of each kind, and what some are called. */
export function AdoptedList({ adopted, done }: { adopted: NonNullable<ImportReport["adopted"]>; done: boolean }) {
  const all = adopted.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section
      id="adopted"
      title="Known by name"
      note={`${formatCount(all, "thing")} of earlier import forms ${done ? "got" : "would get"} the numbers of NetBox`}
    >
      <ul className="plain-list pad adopted-list">
        {adopted.map(({ noun, count, names }) => (
          <li key={noun}>
            <b>{formatNumber(count)}</b> {nounWords(noun).toLowerCase()}
            {names.length > 0 ? (
              <Muted>
                {" "}
                {names.join(", ")}
                {count > names.length ? " and others" : ""}
              </Muted>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
