"use client";
import { Dialog } from "./Dialog";
import { Checkbox } from "./Field";
import { type Hotkey, useHotkeyList } from "./Hotkeys";
import { keyCaps } from "./hotkeyMatch";
import { Kbd } from "./Text";

export interface KeyHelpProps {
  open: boolean;
  onClose: () => void;
  /** Single keys on or off (WCAG 2.1.4). */
  singleKeys: boolean;
  onSingleKeys?: (on: boolean) => void;
}

/** Keys by heading, each once, in the order they were bound; those of the page first. */
export function groupHotkeys(keys: readonly Hotkey[]): { group: string; keys: Hotkey[] }[] {
  const groups = new Map<string, Hotkey[]>();
  const seen = new Set<string>();
  for (const hotkey of keys) {
    const mark = `${hotkey.group ?? ""} ${hotkey.keys} ${hotkey.label}`;
    if (seen.has(mark)) continue;
    seen.add(mark);
    const group = hotkey.group ?? "This page";
    groups.set(group, [...(groups.get(group) ?? []), hotkey]);
  }
  const rank = (group: string) => (group === "This page" ? 0 : 1);
  return [...groups].map(([group, list]) => ({ group, keys: list })).sort((a, b) => rank(a.group) - rank(b.group));
}

/** All keys of the page and of the product; `?` opens it. */
export function KeyHelp({ open, onClose, singleKeys, onSingleKeys }: KeyHelpProps) {
  const groups = groupHotkeys(useHotkeyList());
  return (
    <Dialog open={open} onClose={onClose} title="Keys" size="wide">
      <div className="hr-keyh">
        {groups.map(({ group, keys }) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {keys.map((hotkey) => (
                <div key={hotkey.keys + hotkey.label}>
                  <dt>{hotkey.label}</dt>
                  <dd>
                    <Kbd>{hotkey.caps ?? keyCaps(hotkey.keys)}</Kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {onSingleKeys ? (
        <Checkbox
          label="Single keys do something"
          help="Off: only keys with Ctrl or Cmd, arrows and Enter. For dictation and for keyboards that type by themselves."
          checked={singleKeys}
          onChange={(event) => onSingleKeys(event.target.checked)}
        />
      ) : null}
    </Dialog>
  );
}
