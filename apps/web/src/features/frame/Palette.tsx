"use client";
import type { SearchHit } from "@headroom/contracts/fleet";
import type { Me } from "@headroom/contracts/session";
import { CommandPalette } from "@headroom/ui/primitives/CommandPalette";
import type { IconName } from "@headroom/ui/primitives/Icon";
import type { MenuGroup } from "@headroom/ui/primitives/Menu";
import { setTheme, useTheme } from "@headroom/ui/primitives/Theme";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { navigationFor } from "./navigation";

const kinds: Record<SearchHit["kind"], { icon: IconName; href: (key: string) => string; prefix?: string }> = {
  region: { icon: "region", href: (key) => `/regions/${key}` },
  datacenter: { icon: "floor", href: (key) => `/floors/${key}` },
  rack: { icon: "rack", href: (key) => `/racks/${key}` },
  request: { icon: "request", href: (key) => `/requests/${key}`, prefix: "RQ-" },
  plan: { icon: "plan", href: (key) => `/plans/${key}`, prefix: "PL-" },
};

/** Find or do anything: places, what the server finds for the text, and what this person may do. */
export function Palette({ me, open, onClose }: { me: Me; open: boolean; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const theme = useTheme();
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const search = useQuery(
    trpc.search.find.queryOptions(
      { text: asked },
      { enabled: open && asked.length > 1, placeholderData: keepPreviousData },
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
        ...(may.has("fleet.import")
          ? [{ id: "import", label: "Import from NetBox", icon: "upload" as const, href: "/imports" }]
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
  const answered = asked.length > 1 ? (search.data ?? []) : [];
  // While the next answer is on its way the last one stands in: of it, only what fits what is typed now.
  const hits = search.isPlaceholderData ? answered.filter((hit) => fits(hit, asked)) : answered;
  const found: MenuGroup[] = hits.length
    ? [
        {
          id: "found",
          label: "Found",
          items: hits.map((hit) => ({
            id: `${hit.kind}:${hit.key}`,
            label: kinds[hit.kind].prefix ? `${kinds[hit.kind].prefix}${hit.key} ${hit.label}` : hit.label,
            detail: hit.detail,
            icon: kinds[hit.kind].icon,
            onAction: () => router.push(kinds[hit.kind].href(hit.key)),
          })),
        },
      ]
    : [];
  return (
    <CommandPalette
      open={open}
      onClose={onClose}
      commands={commands}
      found={found}
      onQuery={setText}
      searching={search.isFetching}
    />
  );
}

const fits = ({ label, detail }: SearchHit, text: string): boolean =>
  `${label} ${detail}`.toLowerCase().includes(text.toLowerCase());
