import { type ReactNode, useState } from "react";
import { CommandPalette } from "../src/primitives/CommandPalette";
import { UiProvider } from "../src/primitives/Link";
import { type NavGroup, Shell } from "../src/primitives/Shell";

const nav: NavGroup[] = [
  {
    id: "start",
    items: [
      { id: "overview", label: "Overview", href: "?page=overview", icon: "overview", goKey: "o" },
      { id: "inbox", label: "Inbox", href: "?page=states", icon: "inbox", count: 4, due: true, goKey: "i" },
    ],
  },
  {
    id: "fleet",
    label: "Fleet",
    items: [
      { id: "regions", label: "Regions", href: "?page=regions", icon: "region", goKey: "r" },
      { id: "floor", label: "Floors", href: "?page=floor", icon: "floor", goKey: "f" },
      { id: "rack", label: "Racks", href: "?page=rack", icon: "rack", goKey: "k" },
    ],
  },
  {
    id: "flow",
    label: "Flow",
    flow: true,
    items: [
      { id: "controls", label: "Requests", href: "?page=controls", icon: "request", count: 7, goKey: "q" },
      { id: "plan", label: "Plans", href: "?page=plan", icon: "plan", count: 3, goKey: "p" },
      { id: "review", label: "Approvals", href: "?page=review", icon: "approval", count: 2, due: true, goKey: "v" },
    ],
  },
  {
    id: "record",
    label: "Record",
    items: [
      { id: "charts", label: "Utilisation", href: "?page=charts", icon: "report", goKey: "t" },
      { id: "audit", label: "Audit", href: "?page=states", icon: "audit", goKey: "a" },
      { id: "admin", label: "Admin", href: "?page=states", icon: "admin", goKey: "m" },
    ],
  },
];

export function Frame({ current, children }: { current: string; children: ReactNode }) {
  const [palette, setPalette] = useState(false);
  const [single, setSingle] = useState(true);
  return (
    <UiProvider>
      <Shell
        nav={nav}
        currentId={current}
        tabIds={["overview", "inbox", "regions", "plan"]}
        crumbs={[
          { label: "All regions", href: "?page=regions", siblings: [{ id: "1", label: "eu-north", href: "?" }] },
          { label: "eu-north", href: "?page=regions&r=1", siblings: [{ id: "1", label: "eu-west", href: "?" }] },
          { label: "NRD-2", href: "?page=floor", siblings: [{ id: "1", label: "NRD-3", href: "?" }] },
        ]}
        facts={{ text: "Live, facts as of 12 May 2026, 09:42 UTC" }}
        user={{
          name: "Ines, capacity planning",
          detail: "Quillfjord",
          menu: [{ id: "out", label: "Sign out", icon: "signOut" }],
        }}
        notifications={[
          {
            id: "1",
            title: "PL-2318 was approved",
            detail: "by Marek, finance",
            when: "22 min ago",
            href: "?",
            unread: true,
          },
        ]}
        onPalette={() => setPalette(true)}
        singleKeys={single}
        onSingleKeys={setSingle}
      >
        {children}
        <CommandPalette
          open={palette}
          onClose={() => setPalette(false)}
          commands={nav.map((group) => ({
            id: group.id,
            label: group.label ?? "Go to",
            items: group.items.map((item) => ({ id: item.id, label: item.label, icon: item.icon, href: item.href })),
          }))}
        />
      </Shell>
    </UiProvider>
  );
}
