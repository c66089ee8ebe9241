"use client";
import { BrandMark } from "../BrandMark";
import { Icon } from "../Icon";
import { Link } from "../Link";
import { Menu } from "../Menu";
import type { NavGroup, NavItem, ShellProps } from "../Shell";

function NavLink({ item, current }: { item: NavItem; current: boolean }) {
  return (
    <Link
      className="hr-nav-a"
      href={item.href}
      data-nav={item.id}
      aria-current={current ? "page" : undefined}
      title={item.goKey ? `${item.label} (G ${item.goKey.toUpperCase()})` : item.label}
    >
      <Icon name={item.icon} />
      {item.label}
      <span className="hr-nav-n" data-due={item.due || undefined}>
        {item.count ? (
          <>
            {item.count}
            <span className="hr-vh">{item.due ? " waiting for you" : " open"}</span>
          </>
        ) : null}
      </span>
      <span className="hr-nav-k" aria-hidden="true">
        {item.goKey?.toUpperCase()}
      </span>
    </Link>
  );
}

interface NavigationProps {
  groups: readonly NavGroup[];
  currentId?: string;
  homeHref: string;
  user: ShellProps["user"];
}

/** The navigation: groups with a heading, the flow joined by its line, the reader at the foot. */
export function Navigation({ groups, currentId, homeHref, user }: NavigationProps) {
  return (
    <nav className="hr-nav" aria-label="Main">
      <Link className="hr-brand" href={homeHref} aria-label="Headroom, overview">
        <BrandMark />
        Headroom
      </Link>
      {groups.map((group) => (
        <div key={group.id} style={{ display: "contents" }}>
          {group.label ? <h2 id={`nav-${group.id}`}>{group.label}</h2> : null}
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
          <div
            role="group"
            className={group.flow ? "hr-flow" : undefined}
            aria-labelledby={group.label ? `nav-${group.id}` : undefined}
            aria-label={group.label ? undefined : "Start"}
          >
            {group.items.map((item) => (
              <NavLink key={item.id} item={item} current={item.id === currentId} />
            ))}
          </div>
        </div>
      ))}
      <div className="hr-who">
        <Menu
          label="You"
          placement="top start"
          groups={[{ id: "you", items: user.menu }]}
          trigger={
            <button type="button" className="hr-who-b">
              <Icon name="user" size={16} label={user.name} />
              <b>{user.name}</b>
              {user.detail}
            </button>
          }
        />
      </div>
    </nav>
  );
}
