"use client";
import { type ReactNode, useRef, useState } from "react";
import { HotkeysProvider, useHotkeys } from "./Hotkeys";
import type { IconName } from "./Icon";
import { KeyHelp } from "./KeyHelp";
import type { MenuEntry } from "./Menu";
import { KeyStrip } from "./shell/KeyStrip";
import { Navigation } from "./shell/Navigation";
import { type Crumb, type Facts, ScopeContext, type ScopeValue } from "./shell/scope";
import { TabBar } from "./shell/TabBar";
import { TopBar } from "./shell/TopBar";
import { ToastProvider } from "./Toast";

export { ShellScope } from "./shell/scope";
export type { Crumb, Facts };

export interface NavItem {
  id: string;
  label: string;
  href: string;
  icon: IconName;
  /** A number beside the name; `due` makes it amber: it waits for the reader. */
  count?: number;
  due?: boolean;
  /** The letter after G that goes there. */
  goKey?: string;
}

export interface NavGroup {
  id: string;
  /** Without a label: the first, unnamed group. */
  label?: string;
  /** Joined by the thin line of the record. */
  flow?: boolean;
  items: readonly NavItem[];
}

export interface Notification {
  id: string;
  title: string;
  detail?: string;
  /** "22 min ago". */
  when: string;
  href: string;
  unread?: boolean;
}

export interface ShellProps {
  nav: readonly NavGroup[];
  /** Id of the navigation item of this page. */
  currentId?: string;
  /** Ids of the four items of the phone's tab bar; the rest is behind "More". */
  tabIds: readonly string[];
  /** Where the brand leads. */
  homeHref?: string;
  /** Scope and facts of the page; a page may instead render <ShellScope>. */
  crumbs?: readonly Crumb[];
  facts?: Facts | null;
  user: { name: string; detail: string; menu: readonly MenuEntry[] };
  notifications?: readonly Notification[];
  /** The bell was opened: mark them as seen. */
  onNotificationsOpen?: () => void;
  allNotificationsHref?: string;
  /** Opens the palette (Ctrl or Cmd K, and the field in the top bar). */
  onPalette: () => void;
  /** `/`: the search of the page; without it the palette opens. */
  onSearch?: () => void;
  /** Single keys on or off, kept by the app. */
  singleKeys?: boolean;
  onSingleKeys?: (on: boolean) => void;
  children: ReactNode;
}

/** The frame of every page: navigation, top bar, content that scrolls, key strip; a rail at 1024, a tab bar at 390. */
export function Shell(props: ShellProps) {
  const [scope, setScope] = useState<ScopeValue | null>(null);
  return (
    <HotkeysProvider singleKeys={props.singleKeys ?? true}>
      <ToastProvider>
        <ScopeContext value={setScope}>
          <Frame
            {...props}
            crumbs={scope?.crumbs ?? props.crumbs}
            facts={scope?.facts === undefined ? props.facts : scope.facts}
          />
        </ScopeContext>
      </ToastProvider>
    </HotkeysProvider>
  );
}

function Frame(props: ShellProps) {
  const [help, setHelp] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const items = props.nav.flatMap((group) => group.items);
  // A click on the real link: it goes through whatever router renders it.
  const go = (id: string) => root.current?.querySelector<HTMLElement>(`[data-nav="${CSS.escape(id)}"]`)?.click();
  useHotkeys([
    { keys: "Mod+k", label: "find or do anything", group: "Everywhere", strip: false, run: props.onPalette },
    { keys: "/", label: "search", group: "Everywhere", strip: false, run: props.onSearch ?? props.onPalette },
    { keys: "?", label: "all keys", group: "Everywhere", strip: false, run: () => setHelp(true) },
    ...items
      .filter((item) => item.goKey)
      .map((item) => ({
        keys: `g ${item.goKey}`,
        label: item.label,
        group: "Go to",
        strip: false,
        run: () => go(item.id),
      })),
  ]);
  return (
    <div className="hr-app" ref={root}>
      <a className="hr-skip" href="#main">
        Skip to content
      </a>
      <Navigation groups={props.nav} currentId={props.currentId} homeHref={props.homeHref ?? "/"} user={props.user} />
      <div className="hr-col">
        <TopBar {...props} />
        <main id="main" className="hr-main" tabIndex={-1}>
          {props.children}
        </main>
        <KeyStrip onHelp={() => setHelp(true)} />
        <TabBar nav={props.nav} tabIds={props.tabIds} currentId={props.currentId} user={props.user} />
      </div>
      <KeyHelp
        open={help}
        onClose={() => setHelp(false)}
        singleKeys={props.singleKeys ?? true}
        onSingleKeys={props.onSingleKeys}
      />
    </div>
  );
}
