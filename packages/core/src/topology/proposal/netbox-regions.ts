import { uniqueCodes } from "./draft";
import { groupBy, indexById, type NetboxContext } from "./netbox-context";
import type { NetboxRegion, NetboxSite } from "./netbox-inventory";
import { notesOf } from "./netbox-notes";
import type { ProposedDatacenter, ProposedRegion, ProposedZone } from "./types";

export interface ProposedSites {
  readonly regions: readonly ProposedRegion[];
  readonly zones: readonly ProposedZone[];
  readonly datacenters: readonly ProposedDatacenter[];
}

export const datacenterKey = (siteId: string) => `site:${siteId}`;

/** Every NetBox region that has sites of its own becomes a region with one zone, every site a datacenter in it. */
export function proposeSites(context: NetboxContext): ProposedSites {
  const { inventory, draft } = context;
  const regions: ProposedRegion[] = [];
  const zones: ProposedZone[] = [];
  const datacenters: ProposedDatacenter[] = [];
  const byId = indexById(inventory.regions);
  const sitesByRegion = groupBy(inventory.sites, (site) => site.regionId);
  const withSites = inventory.regions.filter((region) => sitesByRegion.has(region.id));
  const codes = uniqueCodes([
    ...withSites.map((r) => ({ key: `region:${r.id}`, code: r.slug, suffix: r.id })),
    { key: "region:none", code: "unassigned", suffix: "none" },
  ]);
  const codeText = { subject: "codes of regions", what: "the id was added to the code", why: "slugs repeat in NetBox" };
  draft.assume("code", "region #id", codeText, codes.changed);

  const add = (region: NetboxRegion | null, sites: readonly NetboxSite[]) => {
    const key = `region:${region?.id ?? "none"}`;
    const [latitude, longitude] = coordinates(context, key, sites);
    const above = region === null ? ["Unassigned"] : ancestorNames(region, byId);
    regions.push(
      draft.noun<ProposedRegion>("region", {
        key,
        provenance: region === null ? "assumed" : "recorded",
        code: codes.codes.get(key) ?? key,
        name: region?.name ?? "Unassigned",
        geography: above.join(" / ") || (region?.name ?? ""),
        latitude,
        longitude,
        complianceTags: [],
        ...(region === null ? {} : notesOf(region)),
      }),
    );
    const zoneKey = `${key}/zone`;
    zones.push(
      draft.noun<ProposedZone>("zone", {
        key: zoneKey,
        provenance: "assumed",
        regionKey: key,
        code: "z1",
        name: "Zone 1",
      }),
    );
    for (const site of sites) {
      datacenters.push(
        draft.noun<ProposedDatacenter>("datacenter", {
          key: datacenterKey(site.id),
          provenance: "recorded",
          zoneKey,
          code: site.slug,
          name: site.name,
          latitude: site.latitude,
          longitude: site.longitude,
          complianceTags: [],
          ...notesOf(site),
        }),
      );
    }
  };
  for (const region of withSites) add(region, sitesByRegion.get(region.id) ?? []);
  const homeless = sitesByRegion.get(null) ?? [];
  if (homeless.length > 0) {
    add(null, homeless);
    const why = "these sites have no region in NetBox";
    const text = { subject: "sites without a region", what: "put into one proposed region", why };
    draft.assume("region", "Unassigned", text, ["region:none", ...homeless.map((site) => datacenterKey(site.id))]);
  }
  const zoneText = {
    subject: "zones",
    what: "one zone in every region, with all its datacenters",
    why: "NetBox has no fault domains",
  };
  draft.assume(
    "zone",
    "one per region",
    zoneText,
    zones.map((zone) => zone.key),
  );
  const empty = inventory.regions.filter((region) => !sitesByRegion.has(region.id));
  const leftText = {
    subject: "regions without sites of their own",
    what: "kept for exports only; those above a site are its region's geography",
    why: "a region of Headroom is where demand is stated",
  };
  draft.assume(
    "left_out",
    "regions without sites",
    leftText,
    empty.map((region) => `region:${region.id}`),
  );
  leaveOutStatus(context);
  return { regions, zones, datacenters };
}

function leaveOutStatus({ inventory, draft }: NetboxContext): void {
  const other = inventory.sites.filter((site) => site.status !== "active");
  const text = {
    subject: "sites that are not active",
    what: "their status is kept for exports and not shown",
    why: "a datacenter has no status",
  };
  draft.assume(
    "left_out",
    "site status",
    text,
    other.map((site) => datacenterKey(site.id)),
  );
}

function ancestorNames(region: NetboxRegion, byId: ReadonlyMap<string, NetboxRegion>): string[] {
  const names: string[] = [];
  let parentId = region.parentId;
  while (parentId !== null) {
    const parent = byId.get(parentId);
    if (parent === undefined) break;
    names.unshift(parent.name);
    parentId = parent.parentId;
  }
  return names;
}

/** The mean of the sites that have coordinates; 0, 0 where none has. */
function coordinates({ draft }: NetboxContext, key: string, sites: readonly NetboxSite[]): readonly [number, number] {
  const known = sites.flatMap((s) =>
    s.latitude !== null && s.longitude !== null ? [[s.latitude, s.longitude] as const] : [],
  );
  const subject = "coordinates of regions";
  if (known.length === 0) {
    const text = { subject, what: "placed at latitude 0, longitude 0", why: "none of their sites has coordinates" };
    draft.assume("region_coordinates", "0, 0", text, [key]);
    return [0, 0];
  }
  const text = { subject, what: "the mean of their sites' coordinates", why: "NetBox regions have no coordinates" };
  draft.assume("region_coordinates", "mean of the sites", text, [key]);
  const mean = (at: 0 | 1) => Math.round((known.reduce((sum, pair) => sum + pair[at], 0) / known.length) * 1e6) / 1e6;
  return [mean(0), mean(1)];
}
