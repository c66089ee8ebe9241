import { assetConditions, assetStates } from "@headroom/core/lifecycle/asset";
import { searchedTypes } from "@headroom/core/topology/table/search";
import { z } from "zod";
import { exhaustion, resourceAccounts, worstFailure } from "./capacity";
import { code, cursorInput, family, id, isoDate, isoInstant } from "./common";
import { relaxation, rowCertificate } from "./explanation";
import { relief } from "./why";

/** region.list */
export const regionSummary = z.object({
  id,
  code: z.string(),
  name: z.string(),
  geography: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  complianceTags: z.array(z.string()),
  zones: z.int(),
  datacenters: z.int(),
  rooms: z.int(),
  racks: z.int(),
  accounts: resourceAccounts,
  exhaustion,
  /** By resource, for the table of one region. */
  exhaustionBy: z.record(z.string(), exhaustion),
});
export type RegionSummary = z.infer<typeof regionSummary>;

/** region.get */
export const regionGetInput = z.object({
  code,
  /** As it will stand so many days from now, by what is dated today. Absent: now. */
  inDays: z.int().min(1).max(1095).optional(),
});
export const datacenterSummary = z.object({
  id,
  code: z.string(),
  name: z.string(),
  zone: z.string(),
  region: z.string(),
  rooms: z.int(),
  rows: z.int(),
  positions: z.int(),
  racks: z.int(),
  accounts: resourceAccounts,
  worstFailure: worstFailure.nullable(),
  version: z.int(),
  asOf: isoInstant,
});
export type DatacenterSummary = z.infer<typeof datacenterSummary>;
const familyAmounts = z.object({ installed: z.number(), inService: z.number(), committed: z.number() });
export const regionDetail = regionSummary.extend({
  zoneList: z.array(z.object({ id, code: z.string(), name: z.string(), datacenters: z.array(datacenterSummary) })),
  /** `by` resource: what stands, of that in service, and promised; positions or W, of the latest stored month. */
  families: z.array(
    z.object({
      ...{ family: z.string(), name: z.string(), racks: z.int(), powerW: z.number() },
      by: z.object({ space: familyAmounts, power: familyAmounts, cooling: familyAmounts }),
    }),
  ),
  /** The day that is shown, and how many racks come and leave until then. Absent: now. */
  ahead: z.object({ on: isoDate, come: z.int(), leave: z.int() }).optional(),
  pendingPlans: z.array(
    z.object({
      id,
      title: z.string(),
      state: z.string(),
      racks: z.int(),
      powerW: z.number(),
      startsOn: isoDate.nullable(),
    }),
  ),
});
export type RegionDetail = z.infer<typeof regionDetail>;

/** datacenter.list: everything, for pickers and the floors page. */
export const datacenterListInput = z.object({ region: code.optional() });

/** datacenter.floor */
export const floorInput = z.object({
  code,
  planId: id.optional(),
  /** As it will stand so many days from now, by what is dated today. Absent or 0: now. */
  inDays: z.int().min(0).max(1095).optional(),
});
export const floorPosition = z.object({
  id,
  n: z.int(), // number along the row
  g: z.string(), // position group
  /** Absent: free. */
  o: z.enum(["occupied", "committed", "held", "reserved", "blocked"]).optional(),
  rack: z.string().optional(), // rack code
  rackId: id.optional(),
  type: z.string().optional(), // rack type code
  /** Nameplate and derated power, cooling draw of what stands or is promised here. */
  powerW: z.number().optional(),
  deratedW: z.number().optional(),
  coolingW: z.number().optional(),
  weightKg: z.number().optional(),
  ports: z.number().optional(),
  planId: id.optional(),
  /** Day from which it is there, where that is still to come. */
  from: isoDate.optional(),
  /** Day on which it leaves, where one is set. */
  to: isoDate.optional(),
  note: z.string().optional(), // why blocked, who reserved
  assumed: z.boolean().optional(),
});
export const floor = z.object({
  datacenter: z.object({
    id,
    code: z.string(),
    name: z.string(),
    region: z.string(),
    zone: z.string(),
    version: z.int(),
    asOf: isoInstant,
  }),
  rooms: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      rows: z.array(
        z.object({
          id: z.string(),
          code: z.string(),
          sequence: z.int(),
          ports: z.int().nullable(), // network ports for its racks; null: not limited
          positions: z.array(floorPosition),
        }),
      ),
    }),
  ),
  groups: z.array(
    z.object({
      id: z.string(),
      rowId: z.string(),
      feeds: z.array(z.string()), // device ids
      coolingZoneId: z.string(),
      weightLimitKg: z.number().nullable(), // of each position; null: not limited
      positions: z.int(),
      free: z.int(),
      stranded: z.int(),
      strandedCause: z.string().nullable(),
    }),
  ),
  devices: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      kind: z.string(),
      parentId: z.string().nullable(),
      topId: z.string(),
      roomId: z.string(),
      capacityW: z.number(),
      failoverCapacityW: z.number(),
      loadW: z.number(),
      afterFailureW: z.record(z.string(), z.number()),
    }),
  ),
  coolingZones: z.array(
    z.object({ id: z.string(), code: z.string(), roomId: z.string(), capacityW: z.number(), loadW: z.number() }),
  ),
  accounts: resourceAccounts,
  roomAccounts: z.record(z.string(), resourceAccounts),
  worstFailure: worstFailure.nullable(),
  /** The day that is shown, and what stands now but has left by then. Absent: now. */
  ahead: z
    .object({
      on: isoDate,
      left: z.array(
        z.object({ positionId: id, rack: z.string().nullable(), type: z.string().nullable(), on: isoDate }),
      ),
    })
    .optional(),
  /** The plan whose placements are drawn as planned, when asked for. */
  plan: z
    .object({
      id,
      title: z.string(),
      state: z.string(),
      version: z.int(),
      positions: z.array(
        z.object({
          positionId: id,
          /** The placement it belongs to, and whose it is. */
          actionId: id,
          requestId: id.nullable(),
          type: z.string(),
          powerW: z.number(),
          coolingW: z.number(),
          weightKg: z.number(),
          ports: z.number(),
        }),
      ),
      /** What stands here and leaves with the plan: it is retired, or moves elsewhere. */
      leaving: z.array(z.object({ positionId: id, rack: z.string(), kind: z.enum(["move", "retire"]) })),
    })
    .nullable(),
});
export type Floor = z.infer<typeof floor>;

/** datacenter.thumb: asked as the floor is. Rows by room, a letter a position, as `thumbOf` writes them. */
export const floorThumb = z.object({
  code: z.string(),
  rooms: z.array(z.object({ code: z.string(), rows: z.array(z.string()) })),
});
export type FloorThumb = z.infer<typeof floorThumb>;
export type FloorPosition = z.infer<typeof floorPosition>;

/** datacenter.row: the side panel of a selected row, with the certificate of a request against it when one is named. */
export const rowInput = z.object({
  rowId: id,
  requestId: id.optional(),
  /** With what this plan places, but for the request itself. */
  planId: id.optional(),
});
export const rowDetail = z.object({
  rowId: id,
  row: z.string(),
  room: z.string(),
  datacenter: z.string(),
  /** The request held against the row, when one is named. Power is of one rack. */
  request: z
    .object({
      id,
      title: z.string(),
      service: z.string(),
      racks: z.int(),
      rackType: z.string(),
      powerW: z.number(),
      /** Its racks are already counted in the loads (a plan waiting for signatures, or approved): the answer is for as many more. */
      counted: z.boolean(),
      /** The request asks for this region, zone and datacenter; the answer is worked out either way. */
      allowed: z.boolean(),
      certificate: rowCertificate,
      /** Limits to raise, all of them together, to make it fit here; empty when it fits or nothing of the kind is enough. */
      raise: z.array(relaxation),
      /** The same by ids, to be tried (placement.tryRelief); null when there is nothing to raise. */
      relief: relief.nullable(),
      /** Most racks of the request that this row takes as things are. */
      racksThatFit: z.int(),
      /** The best row of the same datacenter that takes all of it; null: none does. */
      elsewhere: z.object({ rowId: id, row: z.string(), room: z.string() }).nullable(),
    })
    .nullable(),
});
export type RowDetail = z.infer<typeof rowDetail>;

/** rack.list */
export const rackListInput = cursorInput.extend({
  datacenter: code.optional(),
  region: code.optional(),
  type: code.optional(),
  family: family.optional(),
  state: z.string().max(40).optional(),
  search: z.string().trim().max(100).optional(),
});
export type RackListInput = z.infer<typeof rackListInput>;
export const rackRow = z.object({
  id,
  code: z.string(),
  datacenter: z.string(),
  room: z.string().nullable(),
  row: z.string().nullable(),
  position: z.int().nullable(),
  type: z.string(),
  family: z.string(),
  state: z.enum(assetStates),
  powerW: z.number(),
  servers: z.int(),
  installedOn: isoDate.nullable(),
  endOfLife: isoDate.nullable(),
});
export const rackList = z.object({ rows: z.array(rackRow), next: z.string().nullable(), total: z.int() });
export type RackList = z.infer<typeof rackList>;

/** rack.get */
export const rackGetInput = z.object({ code });
export const rackDetail = rackRow.extend({
  heightU: z.int(),
  serial: z.string().nullable(),
  assumed: z.boolean(),
  region: z.string(),
  typeName: z.string(),
  deratedW: z.number(),
  coolingW: z.number(),
  weightKg: z.number(),
  ports: z.int(),
  inServiceOn: isoDate.nullable(),
  rowId: id.nullable(),
  /** First day it stands at its position, and the first on which it no longer does, where one is set. null: it has no position. */
  standsFrom: isoDate.nullable(),
  leavesOn: isoDate.nullable(),
  previous: z.string().nullable(), // neighbours along the row, by rack code
  nextRack: z.string().nullable(),
  /** Racks of its row, itself included, by position: units taken by devices, of its height; from when to when they are there. */
  rowRacks: z.array(
    z.object({
      ...{ code: z.string(), position: z.int(), heightU: z.int(), usedU: z.number(), state: z.enum(assetStates) },
      ...{ from: isoDate, to: isoDate.nullable() },
    }),
  ),
  feeds: z.array(
    z.object({
      slot: z.string(),
      device: z.string(),
      top: z.string(),
      capacityW: z.number(),
      failoverCapacityW: z.number(),
      loadW: z.number(),
      /** The worst of its loads after the failure of another top device. */
      worstAfterFailureW: z.number(),
      /** Every such failure: the load then, and the number of feeds that then carry the rack. */
      after: z.array(z.object({ top: z.string(), loadW: z.number(), feeds: z.int() })),
    }),
  ),
  devices: z.array(
    z.object({
      id,
      name: z.string(),
      serial: z.string().nullable(),
      type: z.string(),
      typeName: z.string(),
      startU: z.number(), // halves too
      heightU: z.number(),
      face: z.enum(["front", "rear", "both"]),
      state: z.enum(assetStates),
      condition: z.enum(assetConditions),
      nameplateW: z.number(),
      deratedW: z.number(),
      weightKg: z.number(),
      installedOn: isoDate.nullable(),
    }),
  ),
  /** That have not ended. `until`: the first day it is free again. */
  unitReservations: z.array(
    z.object({
      unit: z.int(),
      face: z.enum(["front", "rear", "both"]),
      owner: z.string(),
      reason: z.string(),
      from: isoDate,
      until: isoDate.nullable(),
    }),
  ),
});
export type RackDetail = z.infer<typeof rackDetail>;

/** catalog.list */
export const rackTypeDto = z.object({
  id,
  code: z.string(),
  name: z.string(),
  family: z.string(),
  familyName: z.string(),
  heightU: z.int(),
  powerW: z.number(),
  deratedW: z.number(),
  coolingW: z.number(),
  weightKg: z.number(),
  ports: z.int(),
  serverCount: z.int(),
  cores: z.int(),
  memoryGib: z.int(),
  storageTb: z.number(),
  gpus: z.int(),
  cost: z.number(),
  leadTimeWeeksP50: z.int(),
  leadTimeWeeksP90: z.int(),
  orderableFrom: isoDate.nullable(),
  orderableTo: isoDate.nullable(),
});
export type RackTypeDto = z.infer<typeof rackTypeDto>;
export const catalog = z.object({
  families: z.array(z.object({ code: z.string(), name: z.string() })),
  rackTypes: z.array(rackTypeDto),
  regions: z.array(z.object({ id, code: z.string(), name: z.string(), complianceTags: z.array(z.string()) })),
  zones: z.array(z.object({ id, code: z.string(), regionId: id })),
  datacenters: z.array(z.object({ id, code: z.string(), zoneId: id })),
});
export type Catalog = z.infer<typeof catalog>;

/** search.find: for the palette. */
export const searchInput = z.object({ text: z.string().trim().min(1).max(100) });
export const searchHit = z.object({
  kind: z.enum(["plan", "request", "run", ...searchedTypes.map(({ type }) => type)]),
  label: z.string(),
  detail: z.string(),
  /** What the address of its page ends with: a number, or a record's key. */
  key: z.string(),
});
export type SearchHit = z.infer<typeof searchHit>;
