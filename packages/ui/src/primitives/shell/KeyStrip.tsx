"use client";
import { useHotkeyList } from "../Hotkeys";
import { keyCaps } from "../hotkeyMatch";
import { Kbd } from "../Text";

/** The keys of this page and nothing else, at the lower edge; hidden on a phone. */
export function KeyStrip({ onHelp }: { onHelp: () => void }) {
  const keys = useHotkeyList().filter((hotkey) => hotkey.strip !== false);
  return (
    <footer className="hr-keys">
      <span className="hr-vh">Keys on this page: </span>
      {keys.map((hotkey) => (
        <span key={hotkey.keys + hotkey.label}>
          <Kbd>{hotkey.caps ?? keyCaps(hotkey.keys)}</Kbd>
          {hotkey.label}
        </span>
      ))}
      <span className="hr-fill" />
      <button type="button" onClick={onHelp}>
        <Kbd>?</Kbd>All keys
      </button>
    </footer>
  );
}
