"use client";
import { useState } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Input } from "react-aria-components/Input";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { SearchField } from "react-aria-components/SearchField";
import { Icon } from "./Icon";
import { type MenuGroup, MenuList } from "./Menu";
import { matchCommands } from "./paletteMatch";
import { Kbd } from "./Text";

export interface CommandPaletteProps {
  open: boolean;
  onClose: () => void;
  /** Actions and places known here; filtered by what is typed. */
  commands: readonly MenuGroup[];
  /** Found by the server for the text below; shown first, unfiltered. */
  found?: readonly MenuGroup[];
  /** The text as it is typed; the page asks the server (debounced). */
  onQuery?: (text: string) => void;
  searching?: boolean;
  /** What stands in the field when it appears: what somebody has typed meanwhile. */
  initialText?: string;
}

/** Find or do anything: Ctrl or Cmd K. Typing filters, arrows choose, Enter does. */
export function CommandPalette(props: CommandPaletteProps) {
  const { open, onClose, commands, found = [], onQuery, searching } = props;
  const [text, setText] = useState(props.initialText ?? "");
  const change = (next: string) => {
    setText(next);
    onQuery?.(next);
  };
  const close = () => {
    change("");
    onClose();
  };
  const groups = [...found, ...matchCommands(commands, text)]
    .filter((group) => group.items.length > 0)
    .map((group) => ({
      ...group,
      items: group.items.map((item) => ({
        ...item,
        onAction: () => {
          close();
          item.onAction?.();
        },
      })),
    }));
  return (
    <ModalOverlay className="hr-veil" isOpen={open} onOpenChange={(next) => !next && close()} isDismissable>
      <Modal className="hr-modal" data-size="wide">
        <AriaDialog className="hr-dlg hr-pal" aria-label="Find or do anything">
          {/* Filtering is ours (words in any order); the server's finds stay as they come. */}
          <Autocomplete inputValue={text} onInputChange={change}>
            <SearchField
              className="hr-field"
              aria-label="Find or do anything"
              autoFocus
              // Escape closes at once, whatever is typed; on its own the field would empty itself first.
              onKeyDown={(event) => event.key === "Escape" && close()}
            >
              <Icon name="search" />
              <Input className="hr-field-in" placeholder="A name, serial:…, rack:…, state:…, or something to do" />
            </SearchField>
            <MenuList
              label="Results"
              groups={groups}
              empty={searching ? "Looking…" : text === "" ? "Type to find" : `Nothing found for “${text}”`}
            />
          </Autocomplete>
          <div className="hr-pal-f">
            <span>
              <Kbd>{"\u2191 \u2193"}</Kbd>choose
            </span>
            <span>
              <Kbd>Enter</Kbd>open
            </span>
            <span>
              <Kbd>Esc</Kbd>close
            </span>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
