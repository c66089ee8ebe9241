"use client";
import type { FleetExportInput, NetboxExportInput } from "@headroom/contracts/exports";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { ComboBox } from "@headroom/ui/primitives/ComboBox";
import { Select } from "@headroom/ui/primitives/Field";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";

type Format = `fleet ${FleetExportInput["format"]}` | `netbox ${NetboxExportInput["format"]}`;

const formats: readonly { value: Format; label: string }[] = [
  { value: "fleet csv", label: "Fleet files (CSV)" },
  { value: "fleet json", label: "Fleet files (JSON)" },
  { value: "netbox csv", label: "NetBox tables (CSV)" },
  { value: "netbox json", label: "NetBox REST lists (JSON)" },
  { value: "netbox forms", label: "NetBox bulk import forms (CSV)" },
];
const versions: readonly NetboxExportInput["version"][] = ["4.x", "3.6"];

/** The fleet, or one datacenter of it, as one archive. What NetBox has no place for is told before it can be had. */
export function ExportForm() {
  const trpc = useTRPC();
  const [format, setFormat] = useState<Format>("fleet csv");
  const [version, setVersion] = useState(versions[0]!);
  const [datacenter, setDatacenter] = useState<string | null>(null);
  const datacenters = useQuery(trpc.datacenter.list.queryOptions({}));
  const [what, kind] = format.split(" ") as [string, NetboxExportInput["format"]];
  const toNetbox = what === "netbox";
  // asked for by hand: the whole fleet is read for it
  const [asked, setAsked] = useState<string | null>(null);
  const query = new URLSearchParams({
    format: kind,
    ...(toNetbox ? { version } : {}),
    ...(datacenter === null ? {} : { datacenter }),
  }).toString();
  const told = useQuery({
    ...trpc.export.netbox.queryOptions(toNetbox && asked === query ? { datacenter, format: kind, version } : skipToken),
    gcTime: 0,
  });
  const ready = !toNetbox || (asked === query && told.data !== undefined);
  return (
    <div className="form-stack pad">
      <Select
        label="As"
        value={format}
        onChange={(event) => setFormat(event.target.value as Format)}
        options={formats}
      />
      {toNetbox ? (
        <Select
          label="For NetBox"
          value={version}
          onChange={(event) => setVersion(event.target.value as typeof version)}
          options={versions.map((value) => ({ value, label: value }))}
        />
      ) : null}
      <ComboBox
        key={datacenters.data ? "loaded" : "loading"}
        label="Datacenter"
        optional
        help="One with the catalogue; empty is the whole fleet."
        options={(datacenters.data ?? []).map(({ code, name }) => ({ value: code, label: code, detail: name }))}
        value={datacenter}
        onChange={setDatacenter}
        none="No datacenter has this code"
      />
      {toNetbox && asked === query && told.error ? (
        <QueryFailure error={told.error} what="The export" onRetry={() => void told.refetch()} />
      ) : null}
      {toNetbox && asked === query && told.data ? <Losses losses={told.data.losses} /> : null}
      {ready ? (
        <a className="hr-b export-link" href={`/api/export/${what}?${query}`} download>
          Download the archive
        </a>
      ) : (
        <Button off={asked === query && told.isFetching ? "Reading the fleet" : null} onPress={() => setAsked(query)}>
          See what NetBox has no place for
        </Button>
      )}
    </div>
  );
}

function Losses({ losses }: { losses: readonly { what: string; count: number }[] }) {
  if (losses.length === 0) return <p role="status">NetBox has a place for all of it.</p>;
  return (
    <div className="export-losses">
      <p role="status">Not in the files, as NetBox has no place for it: {formatCount(losses.length, "fact")}.</p>
      <table className="hr-t" data-density="compact" aria-label="What NetBox has no place for">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className="hr-n">
              Things
            </th>
          </tr>
        </thead>
        <tbody>
          {losses.map(({ what, count }) => (
            <tr key={what}>
              <td>{what}</td>
              <td className="hr-n">{formatNumber(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
