"use client";
import { Icon } from "../Icon";
import { Link } from "../Link";
import { Menu } from "../Menu";
import type { NavGroup, ShellProps } from "../Shell";
import { setTheme, useTheme } from "../Theme";

interface TabBarProps {
  nav: readonly NavGroup[];
  tabIds: readonly string[];
  currentId?: string;
  user: ShellProps["user"];
}

/** The phone's navigation: four places, and More for the rest. */
export function TabBar({ nav, tabIds, currentId, user }: TabBarProps) {
  const theme = useTheme();
  const items = nav.flatMap((group) => group.items);
  const tabs = tabIds.flatMap((id) => items.find((item) => item.id === id) ?? []);
  const rest = nav
    .map((group) => ({ ...group, items: group.items.filter((item) => !tabIds.includes(item.id)) }))
    .filter((group) => group.items.length > 0);
  const other = theme === "dark" ? "light" : "dark";
  return (
    <nav className="hr-tabbar" aria-label="Main, phone">
      {tabs.map((item) => (
        <Link
          key={item.id}
          className="hr-tab"
          href={item.href}
          aria-current={item.id === currentId ? "page" : undefined}
        >
          <Icon name={item.icon} size={18} />
          {item.label}
          {item.due && item.count ? <em>{item.count}</em> : null}
        </Link>
      ))}
      <Menu
        label="More"
        placement="top start"
        groups={[
          ...rest.map((group) => ({
            id: group.id,
            label: group.label,
            items: group.items.map((item) => ({ id: item.id, label: item.label, icon: item.icon, href: item.href })),
          })),
          {
            id: "you",
            label: `${user.name}, ${user.detail}`,
            items: [
              {
                id: "theme",
                label: `Switch to ${other}`,
                icon: theme === "dark" ? "sun" : "moon",
                onAction: () => setTheme(other),
              },
              ...user.menu,
            ],
          },
        ]}
        trigger={
          <button
            type="button"
            className="hr-tab"
            data-current={rest.some((group) => group.items.some((item) => item.id === currentId)) || undefined}
          >
            <Icon name="more" size={18} />
            More
          </button>
        }
      />
    </nav>
  );
}
