"use client";
import type { ReactElement, ReactNode } from "react";
import { Menu as AriaMenu, Header, MenuItem, MenuSection, MenuTrigger, Pressable } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Icon, type IconName } from "./Icon";
import { Kbd } from "./Text";

export interface MenuEntry {
  id: string;
  label: string;
  /** Small print under the label. */
  detail?: string;
  icon?: IconName;
  keyHint?: string;
  href?: string;
  onAction?: () => void;
  /** Why it cannot be chosen now. */
  off?: string | null;
  /** Ticked: the one in force. */
  selected?: boolean;
}

export interface MenuGroup {
  id: string;
  label?: string;
  items: readonly MenuEntry[];
}

export interface MenuProps {
  label: string;
  groups: readonly MenuGroup[];
  /** One button. */
  trigger: ReactElement<React.DOMAttributes<HTMLElement>, string>;
  placement?: "bottom start" | "bottom end" | "top start" | "right bottom";
}

/** A menu that opens from a button: arrows, typing ahead, Escape. */
export function Menu({ label, groups, trigger, placement = "bottom start" }: MenuProps) {
  return (
    <MenuTrigger>
      <Pressable>{trigger}</Pressable>
      <Popover className="hr-pop" placement={placement} offset={4}>
        <MenuList label={label} groups={groups} />
      </Popover>
    </MenuTrigger>
  );
}

/** The list of a menu, for other popovers (the palette). */
export function MenuList({ label, groups, empty }: { label: string; groups: readonly MenuGroup[]; empty?: ReactNode }) {
  return (
    <AriaMenu
      className="hr-menu"
      aria-label={label}
      renderEmptyState={empty ? () => <div className="hr-menu-none">{empty}</div> : undefined}
    >
      {groups.map((group) => (
        <MenuSection key={group.id} id={group.id} aria-label={group.label ?? label}>
          {group.label ? <Header className="hr-menu-h">{group.label}</Header> : null}
          {group.items.map((item) => (
            <MenuItem
              key={item.id}
              id={item.id}
              className="hr-menu-i"
              textValue={item.label}
              href={item.off ? undefined : item.href}
              isDisabled={Boolean(item.off)}
              onAction={item.onAction}
            >
              {item.icon ? <Icon name={item.icon} /> : null}
              <span>
                {item.label}
                {item.off || item.detail ? <span className="hr-menu-d">{item.off ?? item.detail}</span> : null}
              </span>
              {item.selected ? (
                <span className="hr-menu-x">
                  <Icon name="within" size={12} label="in force" />
                </span>
              ) : null}
              {item.keyHint ? <Kbd>{item.keyHint}</Kbd> : null}
            </MenuItem>
          ))}
        </MenuSection>
      ))}
    </AriaMenu>
  );
}
