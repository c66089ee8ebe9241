import type { RegionSpec, Scenario } from "./scenario";

const usual: RegionSpec["mix"] = [0.5, 0.15, 0.2, 0.15];
const room = { tops: 3, mids: 2, positionsPerGroup: 4 };

/** For tests: everything in every state, on few positions. */
export const small: Scenario = {
  name: "small",
  seed: 7,
  regions: [
    {
      code: "eu-north",
      name: "Stockholm",
      geography: "Europe",
      latitude: 59.3293,
      longitude: 18.0686,
      tags: ["eu", "gdpr"],
      fill: [0.35, 0.78],
      acceleration: 1.3,
      mix: usual,
      faultDomains: true,
      zones: [
        [{ code: "STO-1", name: "Stockholm 1", rooms: [room] }],
        [{ code: "STO-2", name: "Stockholm 2", rooms: [room] }],
      ],
    },
    {
      code: "us-east",
      name: "Ashburn",
      geography: "North America",
      latitude: 39.0438,
      longitude: -77.4874,
      tags: ["us"],
      fill: [0.3, 0.5],
      acceleration: 1,
      mix: usual,
      zones: [[{ code: "ASH-1", name: "Ashburn 1", rooms: [room, { ...room, mids: 1 }] }], []],
    },
  ],
  months: 14,
  nearFailoverLimit: "STO-1",
  blockedShare: 0.02,
  stories: { committed: 2, submitted: 2, drafts: 2, open: 3 },
  expected: { positions: [140, 200], filledShare: [0.4, 0.75], racks: [60, 140], servers: [900, 3_000] },
};
