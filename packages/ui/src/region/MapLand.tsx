"use client";
import { geoGraticule, geoPath } from "d3-geo";
import { useEffect, useState } from "react";
import type { feature as featureOf } from "topojson-client";
import { mapProjection } from "./mapScale";

type Topology = Parameters<typeof featureOf>[0];

interface LandPaths {
  land: string;
  graticule: string;
}

let cached: Promise<LandPaths> | undefined;

/** The coastline is fetched once, when a map is first shown: it is larger than the rest of the page and not needed to read it. */
function loadLand(): Promise<LandPaths> {
  cached ??= Promise.all([import("world-atlas/land-110m.json"), import("topojson-client")]).then(
    ([data, { feature }]) => {
      const topology = (data.default ?? data) as unknown as Topology;
      const path = geoPath(mapProjection());
      const land = topology.objects.land;
      // Antarctica has no data centres and would take a quarter of the height.
      path.digits?.(1);
      return {
        land: land ? (path(feature(topology, land)) ?? "") : "",
        graticule: path(geoGraticule().step([30, 30])()) ?? "",
      };
    },
  );
  return cached;
}

/** Land and graticule, under the marks. Empty until loaded; the marks do not wait for it. */
export function MapLand() {
  const [paths, setPaths] = useState<LandPaths | null>(null);
  useEffect(() => {
    let live = true;
    loadLand().then(
      (loaded) => live && setPaths(loaded),
      () => undefined,
    );
    return () => {
      live = false;
    };
  }, []);
  if (!paths) return null;
  return (
    <>
      <path className="hr-map-gr" d={paths.graticule} />
      <path className="hr-map-land" d={paths.land} />
    </>
  );
}
