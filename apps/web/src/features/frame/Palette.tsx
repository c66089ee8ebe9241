"use client";
import type { SearchHit } from "@headroom/contracts/fleet";
import type { Me } from "@headroom/contracts/session";
import { searchFrom } from "@headroom/core/topology/table/search";
import { CommandPalette } from "@headroom/ui/primitives/CommandPalette";
import type { IconName } from "@headroom/ui/primitives/Icon";
import type { MenuGroup } from "@headroom/ui/primitives/Menu";
import { setTheme, useTheme } from "@headroom/ui/primitives/Theme";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { useRouter } from "./address";
import { navigationFor } from "./navigation";
import { recents } from "./recents";

/** Where a hit has its page, and what stands before its name. */
const kinds: Record<SearchHit["kind"], { icon: IconName; href: string; prefix?: string; word?: string }> = {
  plan: { icon: "plan", href: "/plans", prefix: "PL-" },
  request: { icon: "request", href: "/requests", prefix: "RQ-" },
  run: { icon: "run", href: "/runs", prefix: "RN-" },
  regions: { icon: "region", href: "/regions" },
  datacenters: { icon: "floor", href: "/floors" },
  rooms: { icon: "floor", href: "/inventory/rooms", word: "room" },
  racks: { icon: "rack", href: "/racks" },
  servers: { icon: "table", href: "/inventory/servers", word: "server" },
  power_devices: { icon: "table", href: "/inventory/power_devices" },
  rack_types: { icon: "table", href: "/inventory/rack_types", word: "rack type" },
  server_types: { icon: "table", href: "/inventory/server_types", word: "server type" },
  device_types: { icon: "table", href: "/inventory/device_types", word: "device type" },
};

interface PaletteProps {
  me: Me;
  open: boolean;
  /** What somebody has typed before it was there. */
  typed: () => string;
  onThere: () => void;
  onClose: () => void;
}

/** Find or do anything: places, what the server finds for the text, and what this person may do. */
export function Palette({ me, open, typed, onThere, onClose }: PaletteProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const pathname = usePathname();
  const theme = useTheme();
  const [text, setText] = useState("");
  const [isThere, setIsThere] = useState(false);
  // the field comes with what was typed until now, in the same moment as keys are no longer kept for it
  const arrive = useRef(() => {
    setText(typed());
    setIsThere(true);
    onThere();
  });
  useEffect(() => arrive.current(), []);
  const asked = useDeferredValue(text.trim());
  const search = useQuery(
    trpc.search.find.queryOptions(
      { text: asked },
      { enabled: open && asked.length > 0, placeholderData: keepPreviousData },
    ),
  );
  const may = new Set(me.permissions);
  const commands: MenuGroup[] = [
    {
      id: "do",
      label: "Do",
      items: [
        ...(may.has("request.create")
          ? [{ id: "new-request", label: "New request", icon: "plus" as const, href: "/requests/new" }]
          : []),
        ...(may.has("plan.create")
          ? [{ id: "plan", label: "Plan the waiting requests", icon: "plan" as const, href: "/requests?state=open" }]
          : []),
        ...(may.has("freeze.manage")
          ? [{ id: "freeze", label: "New freeze window", icon: "lock" as const, href: "/freezes?new=yes" }]
          : []),
        ...(may.has("reservation.manage")
          ? [{ id: "reserve", label: "New reservation", icon: "plus" as const, href: "/reservations?new=units" }]
          : []),
        ...(may.has("fleet.import")
          ? [{ id: "import", label: "Import from NetBox", icon: "upload" as const, href: "/imports" }]
          : []),
        ...(may.has("run.create")
          ? [
              {
                id: "decommission",
                label: "Take racks out",
                icon: "decommission" as const,
                href: "/decommission?new=yes",
              },
              {
                id: "carry-out",
                label: "Carry out a committed plan",
                icon: "run" as const,
                href: "/plans?show=decided",
              },
            ]
          : []),
        ...(may.has("run.control")
          ? [
              {
                id: "pause-all",
                label: "Pause or resume all runs",
                icon: "paused" as const,
                href: "/operations?switch=yes",
              },
            ]
          : []),
        {
          id: "theme",
          label: theme === "dark" ? "Use the light theme" : "Use the dark theme",
          icon: theme === "dark" ? ("sun" as const) : ("moon" as const),
          onAction: () => setTheme(theme === "dark" ? "light" : "dark"),
        },
      ],
    },
    {
      id: "go",
      label: "Go to",
      items: navigationFor(me)
        .flatMap((group) => group.items)
        .map((item) => ({
          id: item.id,
          label: item.label,
          icon: item.icon,
          keyHint: item.goKey ? `G ${item.goKey.toUpperCase()}` : undefined,
          href: item.href,
        })),
    },
  ];
  const answered = asked.length > 0 ? (search.data ?? []) : [];
  // While the next answer is on its way the last one stands in: of it, only what fits what is typed now.
  const hits = search.isPlaceholderData ? answered.filter((hit) => fits(hit, asked)) : answered;
  const wanted = asked.toLowerCase();
  const recent = recents(me.person.id).filter(
    ({ label, path }) => path !== pathname && label.toLowerCase().includes(wanted),
  );
  const known = new Set(recent.map(({ path }) => path));
  const paths = hits.map((hit) => ({ hit, path: `${kinds[hit.kind].href}/${hit.key}` }));
  const found: MenuGroup[] = [
    {
      id: "recent",
      label: "Opened before",
      items: recent.slice(0, asked === "" ? 6 : 3).map(({ path, label, kind }) => ({
        id: `recent:${path}`,
        label,
        detail: kind,
        icon: "clock" as const,
        onAction: () => router.push(path),
      })),
    },
    {
      id: "found",
      label: "Found",
      items: paths
        .filter(({ path }) => !known.has(path))
        .map(({ hit, path }) => {
          const { prefix, word, icon } = kinds[hit.kind];
          return {
            id: path,
            label: prefix ? `${prefix}${hit.key} ${hit.label}` : hit.label,
            detail: [word, hit.detail].filter(Boolean).join(", "),
            icon,
            onAction: () => router.push(path),
          };
        }),
    },
  ].filter((group) => group.items.length > 0);
  if (!isThere) return null;
  return (
    <CommandPalette
      open={open}
      onClose={onClose}
      commands={commands}
      found={found}
      onQuery={setText}
      searching={search.isFetching}
      initialText={text}
    />
  );
}

const fits = ({ label, detail }: SearchHit, text: string): boolean =>
  searchFrom(text).words.every((word) => `${label} ${detail}`.toLowerCase().includes(word));
