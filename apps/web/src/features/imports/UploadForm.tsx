"use client";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Field, Select } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { base64Of } from "./base64";
import { FleetMappingForm } from "./FleetMappingForm";
import { FleetTemplates } from "./FleetTemplates";
import { type FileMapping, guess, headerOf, toMapping } from "./fleetMapping";
import { changedOptions, importOptions } from "./importOptions";
import { TooLarge, unpacked } from "./unpacked";

type Kind = "netbox" | "datacenter" | "fleet";

const help: Record<Kind, string> = {
  netbox:
    "The CSV tables of a NetBox (3.6 to 4.x), dcim_region.csv, dcim_site.csv, dcim_rack.csv and the others, or the lists of its REST API, sites.json, racks.json and so on. Choose them together, or a zip archive of them.",
  fleet:
    "One file for each type, CSV or JSON, as headroom export fleet writes them: regions.csv, racks.csv, servers.csv and so on, or a zip archive of them. Other files can be mapped.",
  datacenter: "One datacenter in the placement instance format: .json or .json.gz.",
};

const accepted: Record<Kind, string> = { netbox: ".csv,.json,.zip", fleet: ".csv,.json,.zip", datacenter: ".json,.gz" };

/** Longer heads than this are no heads. */
const HEAD_BYTES = 64 * 1024;
const readHeader = async (file: File) =>
  file.name.toLowerCase().endsWith(".csv") ? headerOf(await file.slice(0, HEAD_BYTES).text()) : null;

/** Sends files to be checked. Nothing is written to the inventory by this. */
export function UploadForm({ onChecked }: { onChecked: (id: number) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<Kind>("netbox");
  const [files, setFiles] = useState<readonly File[]>([]);
  const [mapped, setMapped] = useState<readonly FileMapping[]>([]);
  const [missing, setMissing] = useState(false);
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Readonly<Record<string, number | null>>>({});
  const options = importOptions[kind];
  const check = useMutation(
    trpc.import.check.mutationOptions({
      onSuccess: async (run) => {
        await queries.invalidateQueries({ queryKey: trpc.import.pathKey() });
        onChecked(run.id);
      },
    }),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(files.length === 0);
    if (files.length === 0) return;
    const contents = await Promise.all(files.map(async (file) => ({ name: file.name, base64: await base64Of(file) })));
    const mapping = kind === "fleet" ? toMapping(mapped) : {};
    check.mutate({ kind, files: contents, options: changedOptions(options, chosen), mapping });
  };
  const choose = async (picked: readonly File[]) => {
    setMissing(false);
    setUnreadable(null);
    let list: readonly File[] = [];
    try {
      list = await unpacked(picked, { paths: false });
    } catch (cause) {
      setUnreadable(
        cause instanceof TooLarge
          ? "The archive holds more than a browser can send: unpack it, and use headroom import"
          : "The archive cannot be read: make it anew, or choose its files",
      );
    }
    setFiles(list);
    setMapped(await Promise.all(list.map(async (file) => guess(file.name, await readHeader(file)))));
  };
  const failure = check.error ? failureWords(publicErrorOf(check.error), "The check") : null;
  return (
    <form className="form-stack pad" onSubmit={submit} noValidate>
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      <Select
        label="From"
        value={kind}
        onChange={(event) => {
          setKind(event.target.value as Kind);
          setFiles([]);
          setMapped([]);
          if (input.current) input.current.value = "";
        }}
        options={[
          { value: "netbox", label: "NetBox (tables or REST lists)" },
          { value: "fleet", label: "Fleet files (CSV or JSON)" },
          { value: "datacenter", label: "Datacenter file (JSON)" },
        ]}
      />
      <Field
        id={id}
        label="Files"
        help={help[kind]}
        error={unreadable ?? (missing ? "Choose the files first" : undefined)}
      >
        <input
          ref={input}
          id={id}
          className="filebox"
          type="file"
          multiple={kind !== "datacenter"}
          accept={accepted[kind]}
          aria-describedby={`${id}-help`}
          aria-invalid={missing || unreadable !== null || undefined}
          onChange={(event) => void choose([...(event.target.files ?? [])])}
        />
      </Field>
      {kind === "fleet" ? (
        <>
          <FleetMappingForm files={mapped} onChange={setMapped} />
          <FleetTemplates />
        </>
      ) : null}
      {options.length > 0 ? (
        <details className="import-options">
          <summary>Numbers NetBox does not know</summary>
          <div>
            {options.map((option) => (
              <NumberField
                key={option.id}
                label={option.label}
                unit={option.unit || undefined}
                min={option.min}
                max={option.max}
                value={chosen[option.id] === undefined ? option.initial : (chosen[option.id] ?? null)}
                onChange={(value) => setChosen({ ...chosen, [option.id]: value })}
              />
            ))}
          </div>
        </details>
      ) : null}
      <Button variant="primary" type="submit" off={check.isPending ? "Checking" : null}>
        {files.length > 0 ? `Check ${formatCount(files.length, "file")}` : "Check"}
      </Button>
    </form>
  );
}
