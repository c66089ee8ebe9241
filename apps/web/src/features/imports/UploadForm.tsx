"use client";
import type { ImportAsked } from "@headroom/contracts/imports";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Field, Select } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { NumberField } from "@headroom/ui/primitives/NumberField";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { answersFile, chosenRegions, regionRows } from "./answers";
import { base64Of } from "./base64";
import { FleetMappingForm } from "./FleetMappingForm";
import { FleetTemplates } from "./FleetTemplates";
import { type FileMapping, guess, headerOf, toMapping } from "./fleetMapping";
import { PowerQuestions, RegionQuestions } from "./ImportQuestions";
import { changedOptions, importOptions } from "./importOptions";
import { TooLarge, unpacked } from "./unpacked";

type Kind = keyof typeof importOptions;

const help: Record<Kind, string> = {
  netbox:
    "The CSV tables of a NetBox (3.6 to 4.x), dcim_region.csv, dcim_site.csv, dcim_rack.csv and the others, or the lists of its REST API, sites.json, racks.json and so on; or files for its bulk import forms, sites.csv, racks.csv and so on. Choose them together, or a zip archive of them.",
  fleet:
    "One file for each type, CSV or JSON, as headroom export fleet writes them: regions.csv, racks.csv, servers.csv and so on, or a zip archive of them. Other files can be mapped.",
  devicetypes:
    "YAML files of the device-type library, chosen together, as a folder or as a zip archive; with them, as CSV, power supplies (manufacturer, model, part_number, max_draw_w, connector). What says nothing of its power is asked for.",
  regions:
    "A table of cloud regions (CSV): a region each, and a zone for each of its availability zones. You choose which.",
  datacenter: "One datacenter in the placement instance format: .json or .json.gz.",
};

const accepted: Record<Kind, string> = {
  netbox: ".csv,.json,.zip",
  fleet: ".csv,.json,.zip",
  devicetypes: ".yaml,.yml,.csv,.zip",
  regions: ".csv",
  datacenter: ".json,.gz",
};
/** Kinds that are many files. */
const FOLDERS: readonly Kind[] = ["netbox", "fleet", "devicetypes"];

/** Longer heads than this are no heads. */
const HEAD_BYTES = 64 * 1024;
const readHeader = async (file: File) =>
  file.name.toLowerCase().endsWith(".csv") ? headerOf(await file.slice(0, HEAD_BYTES).text()) : null;

const contentsOf = (files: readonly File[]) =>
  Promise.all(files.map(async (file) => ({ name: file.name, base64: await base64Of(file) })));

/** The files with what a person has answered: power of device types as one more file, and of a table of regions the chosen ones. */
function answered(
  kind: Kind,
  files: readonly File[],
  asked: ImportAsked | null,
  powerW: Readonly<Record<string, number | null>>,
  chosen: ReadonlySet<number>,
): readonly File[] {
  const [first] = files;
  if (kind === "regions" && first && asked?.regions && chosen.size < asked.regions.rows.length)
    return [new File([chosenRegions(asked.regions, chosen)], first.name)];
  const answers = kind === "devicetypes" && asked ? answersFile(asked.devices, powerW) : null;
  return answers ? [...files, new File([answers.text], answers.name)] : files;
}

/** The files of a folder that the kind takes; device types are named by their way from it, so that two of one name stay apart. */
const ofFolder = (files: readonly File[], kind: Kind): File[] =>
  files
    .filter(({ name }) => accepted[kind].split(",").some((ending) => name.toLowerCase().endsWith(ending)))
    .map((file) => (kind === "devicetypes" ? new File([file], file.webkitRelativePath || file.name) : file));

/** Whether the browser lets a person choose a folder; told after the first paint, which is the same everywhere. */
function useTakesFolder(): boolean {
  const [takes, setTakes] = useState(false);
  useEffect(() => setTakes("webkitdirectory" in HTMLInputElement.prototype), []);
  return takes;
}

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
  const [asked, setAsked] = useState<ImportAsked | null>(null);
  const [powerW, setPowerW] = useState<Readonly<Record<string, number | null>>>({});
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const folder = useRef<HTMLInputElement>(null);
  const takesFolder = useTakesFolder();
  const ask = useMutation(trpc.import.ask.mutationOptions());
  const regions = useMemo(() => (asked?.regions ? regionRows(asked.regions) : []), [asked]);
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
    const contents = await contentsOf(answered(kind, files, asked, powerW, picked));
    const mapping = kind === "fleet" ? toMapping(mapped) : {};
    check.mutate({ kind, files: contents, options: changedOptions(options, chosen), mapping });
  };
  const choose = async (found: readonly File[]) => {
    setMissing(false);
    setUnreadable(null);
    let list: readonly File[] = [];
    try {
      list = await unpacked(found, { paths: kind === "devicetypes" });
    } catch (cause) {
      setUnreadable(
        cause instanceof TooLarge
          ? "The archive holds more than a browser can send: unpack it, and use headroom import"
          : "The archive cannot be read: make it anew, or choose its files",
      );
    }
    setFiles(list);
    setAsked(null);
    setPowerW({});
    if ((kind === "devicetypes" || kind === "regions") && list.length > 0) {
      // what cannot be asked is told by the check
      const open = await ask.mutateAsync({ kind, files: await contentsOf(list) }).catch(() => null);
      setAsked(open);
      setPicked(new Set(open?.regions?.rows.keys()));
    }
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
          setAsked(null);
          if (input.current) input.current.value = "";
        }}
        options={[
          { value: "netbox", label: "NetBox (tables, REST lists or forms)" },
          { value: "fleet", label: "Fleet files (CSV or JSON)" },
          { value: "devicetypes", label: "Device types (YAML)" },
          { value: "regions", label: "Cloud regions (CSV)" },
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
          multiple={kind !== "datacenter" && kind !== "regions"}
          accept={accepted[kind]}
          aria-describedby={`${id}-help`}
          aria-invalid={missing || unreadable !== null || undefined}
          onChange={(event) => void choose([...(event.target.files ?? [])])}
        />
      </Field>
      {takesFolder && FOLDERS.includes(kind) ? (
        <p>
          <input
            ref={folder}
            type="file"
            hidden
            // React knows the attribute by this name
            {...{ webkitdirectory: "" }}
            onChange={(event) => void choose(ofFolder([...(event.target.files ?? [])], kind))}
          />
          <Button size="small" onPress={() => folder.current?.click()}>
            Choose a folder
          </Button>
        </p>
      ) : null}
      {ask.isPending ? <p role="status">Reading the files.</p> : null}
      {asked && asked.devices.length > 0 ? (
        <PowerQuestions devices={asked.devices} powerW={powerW} onPower={setPowerW} />
      ) : null}
      {asked?.regions ? <RegionQuestions rows={regions} chosen={picked} onChosen={setPicked} /> : null}
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
      <Button
        variant="primary"
        type="submit"
        off={
          check.isPending
            ? "Checking"
            : ask.isPending
              ? "Reading the files"
              : asked?.regions && picked.size === 0
                ? "No region is chosen"
                : null
        }
      >
        {files.length > 0 ? `Check ${formatCount(files.length, "file")}` : "Check"}
      </Button>
    </form>
  );
}
