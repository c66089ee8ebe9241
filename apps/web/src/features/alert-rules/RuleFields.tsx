"use client";
import { Select } from "@headroom/ui/primitives/Field";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { clockWords, metricWords, statWords, thingWords } from "../alerts/words";
import { type RuleDraft, unitOf } from "./ruleDraft";

interface RuleFieldsProps {
  draft: RuleDraft;
  onChange: (change: Partial<RuleDraft>) => void;
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label: capital(label) }));
const kinds = [
  { value: "above", label: "Above a limit" },
  { value: "missing", label: "Not heard" },
  { value: "unusual", label: "Unlike past weeks" },
  { value: "clock", label: "Takes too long" },
];

/** What a rule looks for, with the thresholds of its kind in their units. */
export function RuleFields({ draft, onChange }: RuleFieldsProps) {
  const { kind, metric } = draft;
  return (
    <>
      <Select
        label="Looks for"
        options={kinds}
        value={kind}
        onChange={(event) => onChange({ kind: event.target.value as RuleDraft["kind"] })}
      />
      {kind === "clock" ? (
        <div className="field-pair">
          <Select
            label="What takes too long"
            options={optionsOf(clockWords)}
            value={draft.clock}
            onChange={(event) => onChange({ clock: event.target.value as RuleDraft["clock"] })}
          />
          <After label="For more than" draft={draft} onChange={onChange} />
        </div>
      ) : (
        <div className="field-pair">
          <Select
            label="Of every"
            options={optionsOf(thingWords)}
            value={draft.of}
            onChange={(event) => onChange({ of: event.target.value as RuleDraft["of"] })}
          />
          <Select
            label="What is measured"
            options={optionsOf(metricWords)}
            value={metric}
            onChange={(event) => onChange({ metric: event.target.value as RuleDraft["metric"] })}
          />
        </div>
      )}
      {kind === "above" ? <Above draft={draft} onChange={onChange} /> : null}
      {kind === "missing" ? (
        <div className="field-pair">
          <After label="Silent for more than" draft={draft} onChange={onChange} />
          <NumberField
            label="Of those heard within"
            unit="days"
            min={1}
            max={90}
            value={draft.knownDays}
            onChange={(knownDays) => onChange({ knownDays })}
          />
        </div>
      ) : null}
      {kind === "unusual" ? (
        <>
          <div className="field-pair">
            <NumberField
              label="Further away than"
              unit="%"
              digits={1}
              min={0}
              max={10_000}
              value={draft.share}
              onChange={(share) => onChange({ share })}
            />
            <NumberField
              label="And than"
              unit={unitOf(metric)}
              digits={3}
              min={0}
              value={draft.least}
              onChange={(least) => onChange({ least })}
            />
          </div>
          <NumberField
            label="From the median of the same hour in the last"
            unit="weeks"
            min={2}
            max={12}
            value={draft.weeks}
            onChange={(weeks) => onChange({ weeks })}
          />
        </>
      ) : null}
    </>
  );
}

function After({ label, draft, onChange }: RuleFieldsProps & { label: string }) {
  return (
    <NumberField
      label={label}
      unit="min"
      min={draft.kind === "clock" ? 0 : 1}
      max={100_000}
      value={draft.afterMinutes}
      onChange={(afterMinutes) => onChange({ afterMinutes })}
    />
  );
}

function Above({ draft, onChange }: RuleFieldsProps) {
  const isPower = draft.metric === "power_w";
  const isShare = isPower && draft.unit === "share_of_limit";
  return (
    <>
      <div className="field-pair">
        <Select
          label="Of each hour the"
          options={optionsOf(statWords)}
          value={draft.stat}
          onChange={(event) => onChange({ stat: event.target.value as RuleDraft["stat"] })}
        />
        <NumberField
          label="In each of the last"
          unit={draft.hours === 1 ? "hour" : "hours"}
          min={1}
          max={168}
          value={draft.hours}
          onChange={(hours) => onChange({ hours })}
        />
      </div>
      <div className="field-pair">
        <NumberField
          label="Above"
          unit={isShare ? "%" : unitOf(draft.metric)}
          digits={3}
          value={draft.above}
          onChange={(above) => onChange({ above })}
        />
        {isPower ? (
          <Select
            label="Counted"
            options={[
              { value: "share_of_limit", label: "As a share of what it may carry" },
              { value: "absolute", label: "As it is" },
            ]}
            value={draft.unit}
            onChange={(event) => onChange({ unit: event.target.value as RuleDraft["unit"], above: null })}
          />
        ) : null}
      </div>
    </>
  );
}
