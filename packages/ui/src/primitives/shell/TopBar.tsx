"use client";
import { useState } from "react";
import { Dialog as AriaDialog, DialogTrigger, Heading } from "react-aria-components/Dialog";
import { Pressable } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Icon } from "../Icon";
import { Link } from "../Link";
import { Menu } from "../Menu";
import type { ShellProps } from "../Shell";
import { Kbd } from "../Text";
import { ThemeToggle } from "../Theme";
import type { Crumb } from "./scope";

function CrumbItem({ crumb, last }: { crumb: Crumb; last: boolean }) {
  return (
    <li>
      <Link className="hr-crumb" href={crumb.href} aria-current={last ? "page" : undefined}>
        {crumb.label}
      </Link>
      {crumb.siblings?.length ? (
        <Menu
          label={`Instead of ${crumb.label}`}
          groups={[
            {
              id: "siblings",
              items: crumb.siblings.map((one) => ({
                id: one.id,
                label: one.label,
                href: one.href,
                selected: one.current,
              })),
            },
          ]}
          trigger={
            <button type="button" className="hr-crumb hr-crumb-m" aria-label={`Change ${crumb.label}`}>
              <Icon name="chevronDown" size={10} />
            </button>
          }
        />
      ) : null}
    </li>
  );
}

/** Scope, the facts' age, the palette, the bell, light and dark. */
export function TopBar(props: ShellProps) {
  const { crumbs = [], facts } = props;
  return (
    <header className="hr-top">
      <nav className="hr-scope" aria-label="Scope">
        <ol>
          {crumbs.map((crumb, index) => (
            <CrumbItem key={crumb.href} crumb={crumb} last={index === crumbs.length - 1} />
          ))}
        </ol>
      </nav>
      <span className="hr-fill" />
      {facts ? (
        <span className="hr-asof" data-stale={facts.stale || undefined}>
          <i />
          {facts.stale ? <Icon name="stale" size={12} /> : null}
          {facts.text}
        </span>
      ) : null}
      <button className="hr-find" type="button" aria-label="Find or do anything" onClick={props.onPalette}>
        <Icon name="search" />
        <span>Find or do anything</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      <Bell {...props} />
      <ThemeToggle className="hr-desk" />
    </header>
  );
}

function Bell({ notifications = [], onNotificationsOpen, allNotificationsHref }: ShellProps) {
  const [open, setOpen] = useState(false);
  const unread = notifications.filter((one) => one.unread).length;
  return (
    <DialogTrigger
      isOpen={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) onNotificationsOpen?.();
      }}
    >
      <Pressable>
        <button
          type="button"
          className="hr-iconb"
          aria-label={unread ? `Notifications, ${unread} new` : "Notifications"}
        >
          <Icon name="bell" />
          {unread ? <span className="hr-count">{unread > 99 ? "99+" : unread}</span> : null}
        </button>
      </Pressable>
      <Popover className="hr-pop" placement="bottom end" offset={6}>
        <AriaDialog className="hr-pop-body" style={{ width: 340, maxWidth: "100%" }}>
          <Heading slot="title">Notifications</Heading>
          {notifications.length === 0 ? <p className="hr-s12 hr-sec">Nothing new.</p> : null}
          <ul className="hr-bell">
            {notifications.map((one) => (
              <li key={one.id}>
                <Link href={one.href} onClick={() => setOpen(false)} className={one.unread ? "hr-lnk" : "hr-sec"}>
                  {one.title}
                </Link>
                <span className="hr-mut hr-s11 hr-nw">{one.when}</span>
                {one.detail ? <span className="hr-mut hr-s12">{one.detail}</span> : null}
              </li>
            ))}
          </ul>
          {allNotificationsHref ? (
            <Link href={allNotificationsHref} className="hr-s12" onClick={() => setOpen(false)}>
              All notifications
            </Link>
          ) : null}
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}
