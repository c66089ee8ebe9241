"use client";
import type { Me, Notification } from "@headroom/contracts/session";
import { notificationDetail, notificationHref, notificationTitle } from "@headroom/core/messaging/notification-words";
import { formatAgo, formatInstant } from "@headroom/ui/format/dates";
import { UiProvider } from "@headroom/ui/primitives/Link";
import { Shell } from "@headroom/ui/primitives/Shell";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { signOut } from "../../trpc/auth-client";
import { useTRPC } from "../../trpc/client";
import { PausedBanner } from "../operations/PausedBanner";
import { useRouter } from "./address";
import { navigationFor, placeOf, tabIds } from "./navigation";
import { QueryFailure } from "./QueryFailure";
import { RouterLink } from "./RouterLink";
import { noteOpened } from "./recents";
import { NowProvider, useNow } from "./time";
import { useSingleKeys } from "./useSingleKeys";
import { useTypedAhead } from "./useTypedAhead";

/** Loaded when it is first opened: no page needs it to show itself. */
const Palette = dynamic(() => import("./Palette").then((module) => module.Palette), { ssr: false });

const seconds = 1000;

/** The frame of every page behind sign-in: navigation, palette, notifications, keys. `now`: the server's moment. */
export function AppFrame({ now, children }: { now: number; children: ReactNode }) {
  const router = useRouter();
  return (
    <UiProvider linkComponent={RouterLink} navigate={(href) => router.push(href)}>
      <NowProvider initial={now}>
        <SignedIn>{children}</SignedIn>
      </NowProvider>
    </UiProvider>
  );
}

function SignedIn({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const me = useQuery(trpc.session.me.queryOptions(undefined, { refetchInterval: 30 * seconds }));
  const notifications = useQuery(trpc.notification.list.queryOptions(undefined, { refetchInterval: 30 * seconds }));
  // Prefetched by the layout: it is missing only where it could not be read, or the session has ended, and that redirects.
  if (!me.data)
    return me.error ? (
      <main>
        <QueryFailure error={me.error} what="Your account" onRetry={() => void me.refetch()} />
      </main>
    ) : null;
  return (
    <SignedInAs me={me.data} notifications={notifications.data ?? []}>
      {children}
    </SignedInAs>
  );
}

interface SignedInAsProps {
  me: Me;
  notifications: readonly Notification[];
  children: ReactNode;
}

function SignedInAs({ me, notifications, children }: SignedInAsProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const pathname = usePathname();
  const [palette, setPalette] = useState<"closed" | "coming" | "open">("closed");
  const typed = useTypedAhead(palette === "coming");
  const openPalette = () => setPalette((now) => (now === "closed" ? "coming" : now));
  const [singleKeys, setSingleKeys] = useSingleKeys();
  useEffect(() => noteOpened(me.person.id, pathname), [me.person.id, pathname]);
  const markRead = useMutation(
    trpc.notification.markRead.mutationOptions({
      onSuccess: () =>
        Promise.all([
          client.invalidateQueries({ queryKey: trpc.notification.list.queryKey() }),
          client.invalidateQueries({ queryKey: trpc.session.me.queryKey() }),
        ]),
    }),
  );
  const unread = notifications.filter((one) => one.readAt === null).map((one) => one.id);
  const now = useNow();
  return (
    <Shell
      nav={navigationFor(me)}
      currentId={placeOf(pathname)}
      tabIds={tabIds}
      facts={me.factsAsOf ? { text: `Facts as of ${formatInstant(me.factsAsOf)}` } : null}
      user={{
        name: `${me.person.name}, ${me.person.role}`,
        detail: me.operator,
        menu: [{ id: "sign-out", label: "Sign out", icon: "signOut", onAction: () => void leave() }],
      }}
      notifications={notifications.slice(0, 8).map((one) => ({
        id: String(one.id),
        title: notificationTitle(one),
        detail: notificationDetail(one),
        when: formatAgo(one.createdAt, now),
        href: notificationHref(one),
        unread: one.readAt === null,
      }))}
      onNotificationsOpen={() => unread.length > 0 && markRead.mutate({ ids: unread })}
      allNotificationsHref="/inbox"
      onPalette={openPalette}
      onSearch={() => searchPage() || openPalette()}
      singleKeys={singleKeys}
      onSingleKeys={setSingleKeys}
    >
      <PausedBanner />
      {children}
      {palette === "closed" ? null : (
        <Palette me={me} open typed={typed} onThere={() => setPalette("open")} onClose={() => setPalette("closed")} />
      )}
    </Shell>
  );
}

/** Puts the cursor into the search of the page; false where it has none. */
function searchPage(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-page-search]");
  field?.focus();
  field?.select();
  return field !== null;
}

/** A full load afterwards: nothing of this person stays in memory. */
async function leave() {
  await signOut();
  window.location.assign("/sign-in");
}
