"use client";
import { ruleKinds } from "@headroom/contracts/names";
import type { RequestInput } from "@headroom/contracts/request";
import { formatPower } from "@headroom/ui/format/numbers";
import { ComboBox } from "@headroom/ui/primitives/ComboBox";
import { Checkbox, DateField, Select, TextArea, TextField } from "@headroom/ui/primitives/Field";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { useQuery } from "@tanstack/react-query";
import { Controller, type FieldErrors, type UseFormReturn } from "react-hook-form";
import { useTRPC } from "../../trpc/client";
import { ruleTitles } from "../words/keys";
import { priorityWords, unitWords } from "../words/requests";
import { KeyFields } from "./KeyFields";
import { keyErrorId } from "./keyRules";
import type { RequestFormValues } from "./RequestFormPage";

type Form = UseFormReturn<RequestFormValues, unknown, RequestInput>;

const fieldOrder = [
  "title",
  "service",
  "rackType",
  "amount",
  "unit",
  "region",
  "zone",
  "datacenter",
  "neededBy",
  "note",
] as const;

type FieldName = (typeof fieldOrder)[number];

/** What each field needs, said to a person. */
const needs: Record<FieldName, string> = {
  title: "say it in 3 to 120 letters",
  service: "name the service, in up to 80 letters",
  rackType: "choose one",
  amount: "a whole number, 1 or more",
  unit: "choose one",
  region: "choose one",
  zone: "choose one of the list",
  datacenter: "choose one of the list",
  neededBy: "choose a date",
  note: "4,000 letters at most",
};

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Under the field, where it has an error. */
const errorOf = (errors: FieldErrors<RequestFormValues>, name: FieldName) =>
  errors[name] ? capital(needs[name]) : undefined;

/** Errors as the form reads from top to bottom, for the summary. */
export const errorsInOrder = (errors: FieldErrors<RequestFormValues>) => [
  ...fieldOrder.flatMap((name) =>
    errors[name] ? [{ id: name as string, message: `${fieldWords[name]}: ${needs[name]}` }] : [],
  ),
  ...ruleKinds.flatMap((kind) =>
    errors.rules?.[kind] ? [{ id: keyErrorId(kind), message: `${ruleTitles[kind]}: name the key` }] : [],
  ),
];

const fieldWords: Record<(typeof fieldOrder)[number], string> = {
  title: "What it is for",
  service: "Service",
  rackType: "Rack type",
  amount: "How much",
  unit: "Unit",
  region: "Region",
  zone: "Zone",
  datacenter: "Datacenter",
  neededBy: "Needed by",
  note: "Note",
};

export function RequestFields({ form }: { form: Form }) {
  const trpc = useTRPC();
  const catalog = useQuery(trpc.catalog.list.queryOptions());
  const { control, register, setValue, watch } = form;
  const { errors } = form.formState;
  const region = catalog.data?.regions.find((one) => one.code === watch("region"));
  const zones = catalog.data?.zones.filter((zone) => zone.regionId === region?.id) ?? [];
  const zone = zones.find((one) => one.code === watch("zone"));
  const datacenters =
    catalog.data?.datacenters.filter((dc) =>
      zone ? dc.zoneId === zone.id : zones.some((one) => one.id === dc.zoneId),
    ) ?? [];
  const type = catalog.data?.rackTypes.find((one) => one.code === watch("rackType"));
  const units = unitsOf(type);

  return (
    <>
      <fieldset>
        <legend>What</legend>
        <TextField
          id="title"
          label={fieldWords.title}
          help="One line, as a colleague would say it"
          error={errorOf(errors, "title")}
          maxLength={120}
          {...register("title")}
        />
        <TextField
          id="service"
          label={fieldWords.service}
          maxLength={80}
          error={errorOf(errors, "service")}
          {...register("service")}
        />
        <Controller
          control={control}
          name="rackType"
          render={({ field }) => (
            <ComboBox
              id="rackType"
              label={fieldWords.rackType}
              error={errorOf(errors, "rackType")}
              options={(catalog.data?.rackTypes ?? []).map((one) => ({
                value: one.code,
                label: `${one.code}, ${one.name}`,
                detail: `${one.familyName}, ${formatPower(one.powerW).value} ${formatPower(one.powerW).unit} a rack`,
              }))}
              value={field.value || null}
              onChange={(value) => field.onChange(value ?? "")}
              onBlur={field.onBlur}
            />
          )}
        />
        <div className="field-pair">
          <Controller
            control={control}
            name="amount"
            render={({ field }) => (
              <NumberField
                id="amount"
                label={fieldWords.amount}
                min={1}
                max={10_000_000}
                error={errorOf(errors, "amount")}
                value={field.value}
                onChange={(value) => field.onChange(value ?? Number.NaN)}
                onBlur={field.onBlur}
              />
            )}
          />
          <Select id="unit" label={fieldWords.unit} options={units} {...register("unit")} />
        </div>
      </fieldset>
      <fieldset>
        <legend>Where and when</legend>
        <Controller
          control={control}
          name="region"
          render={({ field }) => (
            <ComboBox
              id="region"
              label={fieldWords.region}
              error={errorOf(errors, "region")}
              options={(catalog.data?.regions ?? []).map((one) => ({
                value: one.code,
                label: one.code,
                detail: one.name,
              }))}
              value={field.value || null}
              onChange={(value) => {
                field.onChange(value ?? "");
                setValue("zone", null);
                setValue("datacenter", null);
                setValue("requiredTags", []);
              }}
              onBlur={field.onBlur}
            />
          )}
        />
        <div className="field-pair">
          <Select
            id="zone"
            label={fieldWords.zone}
            optional
            placeholder="Any zone"
            options={zones.map((one) => ({ value: one.code, label: one.code }))}
            {...register("zone", { setValueAs: orNull, onChange: () => setValue("datacenter", null) })}
          />
          <Select
            id="datacenter"
            label={fieldWords.datacenter}
            optional
            placeholder="The planner chooses"
            options={datacenters.map((one) => ({ value: one.code, label: one.code }))}
            {...register("datacenter", { setValueAs: orNull })}
          />
        </div>
        <div className="field-pair">
          <DateField
            id="neededBy"
            label={fieldWords.neededBy}
            error={errorOf(errors, "neededBy")}
            {...register("neededBy")}
          />
          <Select
            id="priority"
            label="Priority"
            options={Object.entries(priorityWords).map(([value, label]) => ({ value, label }))}
            {...register("priority", { valueAsNumber: true })}
          />
        </div>
        {region && region.complianceTags.length > 0 ? (
          <fieldset className="tags">
            <legend>Must hold where it stands</legend>
            {region.complianceTags.map((tag) => (
              <Checkbox key={tag} label={tag} value={tag} {...register("requiredTags")} />
            ))}
          </fieldset>
        ) : null}
      </fieldset>
      <fieldset>
        <legend>How</legend>
        <Select
          id="splitRule"
          label="If it does not fit one row"
          options={[
            { value: "all_or_nothing", label: "Split into lots, all of them or none" },
            { value: "best_effort", label: "Split into lots, as many as fit" },
          ]}
          {...register("splitRule")}
        />
      </fieldset>
      <fieldset>
        <legend>Spread and separation</legend>
        <KeyFields form={form} />
      </fieldset>
      <fieldset>
        <legend>Note</legend>
        <TextArea id="note" label={fieldWords.note} optional rows={3} maxLength={4000} {...register("note")} />
      </fieldset>
    </>
  );
}

const orNull = (value: string | null) => value || null;

/** Racks always; the others where a rack of the type has any of it. */
function unitsOf(type: { cores: number; memoryGib: number; storageTb: number; gpus: number } | undefined) {
  const amounts = {
    racks: 1,
    cores: type?.cores ?? 0,
    memory_gib: type?.memoryGib ?? 0,
    storage_tb: type?.storageTb ?? 0,
    gpus: type?.gpus ?? 0,
  };
  return (Object.keys(unitWords) as (keyof typeof unitWords)[])
    .filter((unit) => amounts[unit] > 0)
    .map((unit) => ({ value: unit, label: unitWords[unit] }));
}
