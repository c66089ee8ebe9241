/**
 * What people tick off in the usual templates, by stage: two to five things that each can be seen, counted or heard from somebody, and that are dear to
 * mend where nobody looked. They are of the way there: a task that is taken back has none.
 */

type Checklists = Readonly<Record<string, readonly string[]>>;

const cable = [
  "Feeds A and B go to different PDUs, plugs latched",
  "Network cables follow the port map",
  "Both ends of every cable are labelled",
  "Bend radius kept; nothing hangs in front of fans or hot-swap parts",
];

const confirm = ["The owner is named and agrees to the date", "On-call and change calendar know of it"];

const drain = [
  "The owner confirms that the load has moved",
  "No last replica or quorum member is left on it",
  "No sessions or traffic for as long as was agreed",
  "Its alerts are silenced",
];

export const usualChecklists: Readonly<Record<"provision" | "decommission" | "move" | "repair", Checklists>> = {
  provision: {
    order: [
      "Quantity, rack type and options match the plan",
      "Purchase order is approved and with the supplier",
      "Delivery address and the site's dock contact are on it",
    ],
    supply: [
      "The supplier confirmed the delivery date in writing",
      "Dock slot and site access are booked for that day",
      "Staging space, lift and people are free that day",
    ],
    dock: [
      "Count of parcels matches the delivery note",
      "No visible damage, no tip or shock indicator tripped",
      "Serial numbers scanned",
      "In the staging area, acclimatising before it is unpacked",
    ],
    rack: [
      "Route, lift and floor carry the rack's weight",
      "Moved with a lift or by enough people",
      "Stands at its position; rails and U match the elevation",
      "Levelled, bolted down, joined to its neighbours",
      "Protective earth connected",
    ],
    cable: [...cable, "Blanking panels are in all empty units"],
    accept: [
      "No fault lamp, no open hardware event",
      "Load and inlet temperature were within limits in burn-in",
      "Monitoring reaches it; a test alert arrived",
      "Serial numbers, position and ports are as recorded",
      "The owner takes it over",
    ],
  },
  decommission: {
    confirm: [
      ...confirm,
      "No legal hold, contract or project needs it or its data",
      "Data that is kept is elsewhere; a restore was tried",
    ],
    drain: [...drain, "Backups and retention are confirmed by the data's owner"],
    remove: [
      "Every drive is wiped, or taken out for destruction",
      "Feeds A and B are unplugged and shown dead",
      "Cables are pulled, their ports marked free",
      "Moved with a lift or by enough people, over a route that carries it",
      "Gap is closed: blanking panels, floor tiles, containment",
    ],
  },
  move: {
    confirm: [...confirm, "The new position is free, its feeds and ports are ready"],
    drain: [...drain, "A fresh backup exists, in case it does not come up"],
    carry: [
      "Feeds A and B are unplugged and shown dead",
      "Cables are labelled or photographed before they are pulled",
      "Route, lift and floor carry the rack's weight",
      "No damage, no tip or shock indicator tripped",
      "Stands at its position: levelled, bolted down, earthed",
    ],
    cable,
  },
  repair: {
    drain,
    repair: [
      "It is off and locked against being switched on",
      "Earthing strap worn",
      "Serial numbers of old and new parts noted",
      "Faulty drives stay on site for wiping or destruction",
      "Covers closed; tools and packing are out of the rack",
    ],
  },
};
