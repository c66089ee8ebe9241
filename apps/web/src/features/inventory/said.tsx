import type { RecordPreview } from "@headroom/contracts/record";
import { Muted } from "@headroom/ui/primitives/Text";
import { inputText } from "./fieldInput";

/** A value of a field in a table of differences; days in one piece. */
export const said = (value: RecordPreview["objects"][number]["fields"][number]["before"]) =>
  value === null || value === "" ? (
    <Muted>nothing</Muted>
  ) : typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? (
    <span className="inv-whole">{value}</span>
  ) : (
    inputText(value)
  );
