import type { Me } from "@headroom/contracts/session";
import type { Permission } from "@headroom/core/access/permissions";
import type { NavGroup, NavItem } from "@headroom/ui/primitives/Shell";

type Counts = Me["counts"];

interface Place extends Omit<NavItem, "count" | "due"> {
  /** Without it the place is not shown. */
  permission: Permission;
  count?: keyof Counts;
  due?: boolean;
}

interface PlaceGroup extends Omit<NavGroup, "items"> {
  items: readonly Place[];
}

/** Where one can go, in the order of the record. */
const places: readonly PlaceGroup[] = [
  {
    id: "today",
    items: [
      { id: "overview", label: "Overview", href: "/", icon: "overview", goKey: "o", permission: "fleet.read" },
      {
        id: "inbox",
        label: "Inbox",
        href: "/inbox",
        icon: "inbox",
        goKey: "i",
        permission: "approval.read",
        count: "inbox",
        due: true,
      },
      {
        id: "operations",
        label: "Operations",
        href: "/operations",
        icon: "running",
        goKey: "w",
        permission: "run.read",
      },
      { id: "alerts", label: "Alerts", href: "/alerts", icon: "over", goKey: "e", permission: "alert.read" },
    ],
  },
  {
    id: "fleet",
    label: "Fleet",
    items: [
      { id: "regions", label: "Regions", href: "/regions", icon: "region", goKey: "r", permission: "fleet.read" },
      { id: "floors", label: "Floors", href: "/floors", icon: "floor", goKey: "f", permission: "fleet.read" },
      { id: "racks", label: "Racks", href: "/racks", icon: "rack", goKey: "k", permission: "fleet.read" },
      { id: "inventory", label: "Inventory", href: "/inventory", icon: "table", goKey: "v", permission: "fleet.read" },
      {
        id: "controllers",
        label: "Controllers",
        href: "/controllers",
        icon: "keyboard",
        goKey: "h",
        permission: "hardware.read",
      },
      { id: "freezes", label: "Freezes", href: "/freezes", icon: "lock", goKey: "z", permission: "fleet.read" },
      {
        id: "reservations",
        label: "Reservations",
        href: "/reservations",
        icon: "clock",
        goKey: "b",
        permission: "fleet.read",
      },
      { id: "limits", label: "Broken limits", href: "/limits", icon: "near", goKey: "l", permission: "fleet.read" },
      { id: "imports", label: "Imports", href: "/imports", icon: "upload", goKey: "n", permission: "fleet.import" },
    ],
  },
  {
    id: "flow",
    label: "Flow",
    flow: true,
    items: [
      {
        id: "requests",
        label: "Requests",
        href: "/requests",
        icon: "request",
        goKey: "q",
        permission: "request.read",
        count: "requestsOpen",
      },
      {
        id: "plans",
        label: "Plans",
        href: "/plans",
        icon: "plan",
        goKey: "p",
        permission: "plan.read",
        count: "plansDraft",
      },
      {
        id: "runs",
        label: "Runs",
        href: "/runs",
        icon: "run",
        goKey: "u",
        permission: "run.read",
        count: "runsOpen",
      },
      {
        id: "decommission",
        label: "Decommission",
        href: "/decommission",
        icon: "decommission",
        goKey: "x",
        permission: "run.read",
      },
    ],
  },
  {
    id: "record",
    label: "Record",
    items: [
      {
        id: "utilisation",
        label: "Utilisation",
        href: "/utilisation",
        icon: "report",
        goKey: "t",
        permission: "facts.read",
      },
      { id: "audit", label: "Audit", href: "/audit", icon: "audit", goKey: "a", permission: "audit.read" },
      { id: "contacts", label: "Contacts", href: "/contacts", icon: "mail", goKey: "c", permission: "contact.read" },
      { id: "admin", label: "Admin", href: "/admin", icon: "admin", goKey: "m", permission: "user.read" },
    ],
  },
];

/** The four of the phone's tab bar. */
export const tabIds = ["overview", "inbox", "requests", "plans"] as const;

export function navigationFor(me: Me): NavGroup[] {
  const may = new Set(me.permissions);
  return places
    .map((group) => ({
      ...group,
      items: group.items
        .filter((place) => may.has(place.permission))
        .map(({ permission: _permission, count, due, ...place }): NavItem => {
          const number = count ? me.counts[count] : 0;
          return { ...place, ...(number > 0 ? { count: number, due } : {}) };
        }),
    }))
    .filter((group) => group.items.length > 0);
}

/** The navigation item a path belongs to. */
export function placeOf(pathname: string): string {
  if (pathname === "/") return "overview";
  const first = pathname.split("/")[1] ?? "";
  return first;
}
