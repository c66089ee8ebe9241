"use client";
import { domainScopes, ruleKinds } from "@headroom/contracts/names";
import type { PlacementKeyDto, RuleKindDto } from "@headroom/contracts/placement-key";
import type { RequestInput } from "@headroom/contracts/request";
import { Select, TextField } from "@headroom/ui/primitives/Field";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { useTRPC } from "../../trpc/client";
import { meaningWords, ruleTitles, scopeWords } from "../words/keys";
import { type FormRule, keyErrorId } from "./keyRules";
import type { RequestFormValues } from "./RequestFormPage";

type Form = UseFormReturn<RequestFormValues, unknown, RequestInput>;

const NEW = "+";
const help: Record<RuleKindDto, string> = {
  spread: "Racks of one key: at most so many in one domain",
  antiAffinity: "Requests of one key never share a domain",
  affinity: "Requests of one key all share a domain",
};

/** Rules among racks of a key: choose a key as it is, or make a new one. What a key means is the same for everybody. */
export function KeyFields({ form }: { form: Form }) {
  const trpc = useTRPC();
  const keys = useQuery(trpc.key.list.queryOptions());
  return (
    <>
      {ruleKinds.map((kind) => (
        <KeyField
          key={kind}
          form={form}
          kind={kind}
          known={(keys.data ?? []).filter((one) => one.kind === kind)}
          isLoaded={keys.data !== undefined}
        />
      ))}
    </>
  );
}

interface KeyFieldProps {
  form: Form;
  kind: RuleKindDto;
  known: readonly PlacementKeyDto[];
  isLoaded: boolean;
}

function KeyField({ form, kind, known, isLoaded }: KeyFieldProps) {
  const rule = (useWatch({ control: form.control, name: `rules.${kind}` }) ?? null) as FormRule | null;
  const [isNew, setNew] = useState(false);
  const existing = known.find((one) => one.name === rule?.key);
  // what was typed before a reload, and nobody knows yet
  const makes = rule !== null && (isNew || (isLoaded && !existing));
  const set = (value: FormRule | null) =>
    form.setValue(`rules.${kind}`, value as never, {
      shouldDirty: true,
      shouldValidate: form.formState.submitCount > 0,
    });
  const choose = (name: string) => {
    setNew(name === NEW);
    const key = known.find((one) => one.name === name);
    if (key) set(ruleOf(kind, key.name, key.scope, key.maxRacks ?? 1));
    else set(name === NEW ? ruleOf(kind, "", "faultDomain", 4) : null);
  };
  const isWanting = form.formState.submitCount > 0 && rule !== null && rule.key.trim() === "";
  return (
    <div className="key-rule">
      <Select
        label={ruleTitles[kind]}
        optional
        help={help[kind]}
        value={makes ? NEW : (rule?.key ?? "")}
        onChange={(event) => choose(event.target.value)}
        placeholder="No rule"
        options={[
          ...known.map((one) => ({ value: one.name, label: `${one.name}: ${meaningWords(kind, one)}` })),
          { value: NEW, label: "A new key" },
        ]}
      />
      {makes ? (
        <>
          <TextField
            id={keyErrorId(kind)}
            label={`${ruleTitles[kind]}: name of the key`}
            help="Requests that name it come under the same rule"
            maxLength={80}
            value={rule.key}
            error={isWanting ? "Name the key" : undefined}
            onChange={(event) => set({ ...rule, key: event.target.value })}
          />
          <div className="field-pair">
            <Select
              label={`${ruleTitles[kind]}: domain`}
              value={rule.scope}
              options={domainScopes.map((scope) => ({ value: scope, label: `One ${scopeWords[scope]}` }))}
              onChange={(event) => set({ ...rule, scope: event.target.value as FormRule["scope"] })}
            />
            {kind === "spread" ? (
              <NumberField
                label="Racks in one domain, at most"
                min={1}
                max={1_000_000}
                value={rule.maxRacksPerDomain ?? 1}
                onChange={(most) => set({ ...rule, maxRacksPerDomain: most ?? 1 })}
              />
            ) : null}
          </div>
        </>
      ) : null}
    </div>
  );
}

const ruleOf = (kind: RuleKindDto, key: string, scope: FormRule["scope"], most: number): FormRule => ({
  ...{ key, scope },
  ...(kind === "spread" ? { maxRacksPerDomain: most } : {}),
});
