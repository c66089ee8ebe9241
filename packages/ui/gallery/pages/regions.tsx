import { useState } from "react";
import { Button } from "../../src/primitives/Button";
import { Columns, PageHeader, Section } from "../../src/primitives/PageHeader";
import { ViewToggle } from "../../src/primitives/Segmented";
import { RegionList } from "../../src/region/RegionList";
import { RegionMap } from "../../src/region/RegionMap";
import { ResourceTable } from "../../src/region/ResourceTable";
import { byRisk, type RegionSummary } from "../../src/region/regionTypes";

const data: [string, number, number, number | null, string, number | null, number, number][] = [
  ["eu-north", 60.6, 17.1, 5.2, "Power", 48.1, 3.5, 54.8],
  ["ap-south", 19.1, 72.9, 7.4, "Space", 26.9, 1.8, 31.2],
  ["us-east", 39.0, -77.5, 9.1, "Failover", 84.1, 3.3, 96],
  ["ap-northeast", 35.7, 139.7, 11.6, "Cooling", 36.3, 2.2, 44.8],
  ["us-central", 41.3, -95.9, 14.3, "Power", 56.1, 3.2, 71.5],
  ["eu-west", 53.3, -6.3, 16.8, "Ports", 47, 2.6, 62],
  ["sa-east", -23.5, -46.6, 19.5, "Weight", 13.5, 0.6, 18.6],
  ["eu-central", 50.1, 8.7, 22, "Power", 37.6, 2, 52.7],
  ["us-west", 45.6, -121.2, 26.5, "Space", 55, 3.2, 84.3],
  ["ap-southeast", 1.35, 103.8, Number.POSITIVE_INFINITY, "None in 36 mo", 15, 0.9, 27.9],
  ["au-east", -33.9, 151.2, null, "feed silent 9 d", null, 0, 22.1],
];
const regions: RegionSummary[] = byRisk(
  data.map(([code, latitude, longitude, months, binds, committed, reserved, supply]) => ({
    id: code,
    code,
    href: `?page=regions&region=${code}`,
    latitude,
    longitude,
    months,
    binds,
    committedW: committed === null ? null : committed * 1e6,
    reservedW: reserved * 1e6,
    supplyW: supply * 1e6,
  })),
);

export function RegionsPage() {
  const [selected, setSelected] = useState("eu-north");
  const [view, setView] = useState("map");
  return (
    <>
      <PageHeader
        title="Regions"
        actions={
          <>
            <ViewToggle
              value={view}
              onChange={setView}
              options={[
                { value: "map", label: "Map and list" },
                { value: "list", label: "List only" },
              ]}
            />
            <Button icon="download">CSV</Button>
          </>
        }
      >
        11 regions, <b>565.9 MW</b> of power. Four bind within 12 months. <b>au-east</b> cannot be judged: its meter
        feed has been silent for 9 days.
      </PageHeader>
      <Columns template="512px minmax(0,1fr)">
        <Section id="l1" title="By risk" note="list first; the map mirrors it">
          <RegionList
            regions={regions}
            resource="Power"
            selectedId={selected}
            onSelect={setSelected}
            hotkeys
            sort={{ column: "months", direction: "ascending" }}
            onSort={() => undefined}
          />
        </Section>
        <RegionMap regions={regions} selectedId={selected} onSelect={setSelected} />
      </Columns>
      <Section id="e1" title="eu-north" note="Nordic, 3 datacenters, 14 rooms">
        <ResourceTable
          label="Resources of eu-north"
          rows={[
            {
              id: "p",
              resource: "Power",
              unit: "MW",
              digits: 1,
              supply: 54.8,
              committed: 48.1,
              reserved: 3.5,
              free: 3.2,
              stranded: 2.1,
              months: 5.2,
              runsOut: "Oct 2026",
            },
            {
              id: "f",
              resource: "Failover power",
              unit: "MW",
              digits: 1,
              supply: 57.6,
              committed: 47.9,
              reserved: 3.4,
              free: 6.3,
              stranded: 1.3,
              months: 6.8,
              runsOut: "Dec 2026",
            },
            {
              id: "s",
              resource: "Space",
              unit: "positions",
              supply: 5760,
              committed: 4702,
              reserved: 310,
              free: 748,
              stranded: 212,
              months: 13.1,
              runsOut: "Jun 2027",
            },
          ]}
        />
      </Section>
    </>
  );
}
