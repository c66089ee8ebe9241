import type { RunObstacle, RunPreviewOne } from "@headroom/contracts/run";
import { formatDate, formatDuration } from "@headroom/ui/format/dates";
import { formatList } from "@headroom/ui/format/lists";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { Notice } from "@headroom/ui/primitives/Notice";
import { KeyValue } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { kindWords, runId, tierWord, waveName } from "@headroom/ui/run/words";
import { useNow } from "../frame/time";

/** One run before it is made: what is at stake, wave by wave, and what it would meet. */
export function PreviewOne({ run }: { run: RunPreviewOne }) {
  const now = useNow();
  const { total, waves, freezes, faults, elsewhere } = run;
  return (
    <section aria-label={run.title} className="run-preview">
      <h3>
        {run.title}{" "}
        <Muted>{`${kindWords[run.kind].toLowerCase()}, ${run.template.id === null ? "the usual template" : `template version ${run.template.version}`}`}</Muted>
      </h3>
      <KeyValue
        small
        items={[
          { label: "racks at stake", value: <b>{formatCount(total.racks, "rack")}</b> },
          { label: "power at stake", value: formatPower(total.powerW).text },
          { label: "rooms", value: formatList(total.rooms.filter(Boolean)) || "not known" },
          { label: "fault domains", value: formatList(total.faultDomains) },
          { label: "services with racks in it", value: servicesWords(total.services) },
          { label: "usually takes", value: formatDuration(run.usualMs) },
        ]}
      />
      <div className="run-preview-waves">
        <DataTable
          label="Waves"
          density="compact"
          flush
          columns={waveColumns}
          rows={waves.map((wave, number) => ({ ...wave, number }))}
          rowKey={(wave) => String(wave.number)}
        />
      </div>
      {faults.map((fault) => (
        <Notice key={`${fault.wave}${fault.service}`} tone="critical">
          {waveName(fault.wave)} would take down {fault.service} in {formatList(fault.faultDomains)} at once, and could
          never pass the gate after {fault.gate.replaceAll("_", " ")}. Make its waves smaller.
        </Notice>
      ))}
      {freezes.map((freeze) => (
        <Notice key={freeze.id} tone="attention" icon="lock">
          {freeze.place} is frozen from {formatDate(freeze.startsOn, now)} to {formatDate(freeze.endsOn, now)} (
          {freeze.reason}): {formatCount(freeze.racks, "rack")} {freeze.racks === 1 ? "waits" : "wait"} where something
          would be moved or taken down.
        </Notice>
      ))}
      {elsewhere.map((one) => (
        <Notice key={`${one.service}${one.faultDomain}`} tone="attention">
          Another run has {one.service} down in {one.faultDomain} now: racks of other fault domains wait for it.
        </Notice>
      ))}
    </section>
  );
}

const servicesWords = (services: RunPreviewOne["total"]["services"]): string =>
  services.length === 0
    ? "none"
    : services
        .map(
          ({ service, racks, faultDomains }) =>
            `${service} (${formatCount(racks, "rack")}, ${formatCount(faultDomains, "fault domain")})`,
        )
        .join(", ");

type WaveRow = RunPreviewOne["waves"][number] & { readonly number: number };
const waveColumns: readonly Column<WaveRow>[] = [
  {
    id: "wave",
    header: "Wave",
    noWrap: true,
    cell: (wave) => [waveName(wave.number), tierWord(wave.tier)].filter(Boolean).join(", "),
  },
  { id: "racks", header: "Racks", align: "end", cell: (wave) => wave.racks },
  { id: "power", header: "Power", align: "end", noWrap: true, cell: (wave) => formatPower(wave.powerW).text },
  { id: "domains", header: "Fault domains", cell: (wave) => formatList(wave.faultDomains) },
  { id: "which", header: "Which", priority: 2, wrap: true, cell: (wave) => someOf(wave.subjects) },
];

const someOf = (names: readonly string[]): string =>
  names.length <= 4 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;

/** Racks that cannot be in it, and why. */
export function Obstacles({ obstacles, isFatal }: { obstacles: readonly RunObstacle[]; isFatal: boolean }) {
  if (obstacles.length === 0) return null;
  return (
    <Notice tone={isFatal ? "critical" : "attention"}>
      <b>{`${formatCount(obstacles.length, "rack")} cannot be taken${isFatal ? "" : " now, the others are"}:`}</b>
      <ul>
        {obstacles.slice(0, 8).map((one) => (
          <li key={one.rack}>
            <span className="hr-id">{one.rack}</span> {obstacleWords(one)}
          </li>
        ))}
        {obstacles.length > 8 ? <li>and {obstacles.length - 8} more</li> : null}
      </ul>
    </Notice>
  );
}

function obstacleWords(one: RunObstacle): string {
  switch (one.kind) {
    case "held":
      return `is in ${runId(one.runId)}, ${one.run}`;
    case "planned":
      return `has another place in PL-${one.planId}, ${one.plan}`;
    case "state":
      return `is ${one.state.replaceAll("_", " ")}`;
    case "nowhere":
      return "stands nowhere";
    case "unknown":
      return "is not known";
  }
}
