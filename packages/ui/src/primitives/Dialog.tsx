"use client";
import { type ReactNode, useId, useState } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "./Button";
import { TextField } from "./Field";
import { Icon } from "./Icon";
import { Id } from "./Text";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons, the safe one first. */
  actions?: ReactNode;
  size?: "normal" | "wide";
  /** Interrupts for a decision: announced as an alert dialog. */
  alert?: boolean;
}

/** A modal dialog: focus inside, Escape and the veil close it, focus goes back where it came from. */
export function Dialog({ open, onClose, title, children, actions, size = "normal", alert }: DialogProps) {
  return (
    <ModalOverlay className="hr-veil" isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable>
      <Modal className="hr-modal" data-size={size}>
        <AriaDialog className="hr-dlg" role={alert ? "alertdialog" : "dialog"}>
          <div className="hr-dlg-h">
            <Heading slot="title">{title}</Heading>
            <button type="button" className="hr-iconb" aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          <div className="hr-dlg-b">{children}</div>
          {actions ? <div className="hr-dlg-f">{actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  /** What it will affect, in figures. */
  children: ReactNode;
  /** The word on the button: "Retire". */
  confirmWord: string;
  /** What must be typed first; without it the button is on at once. */
  typed?: string;
  busy?: boolean;
}

/** A destructive step: says what it affects, then asks for the name to be typed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [text, setText] = useState("");
  const id = useId();
  const off =
    props.typed !== undefined && text !== props.typed ? `Type ${props.typed} first` : props.busy ? "Working" : null;
  const close = () => {
    setText("");
    props.onClose();
  };
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={props.title}
      alert
      actions={
        <>
          <Button onPress={close}>Keep it as it is</Button>
          <Button variant="danger" off={off} onPress={props.onConfirm}>
            {props.confirmWord}
          </Button>
        </>
      }
    >
      {props.children}
      {props.typed !== undefined ? (
        <div style={{ marginTop: 10 }}>
          <TextField
            id={id}
            label={
              <>
                Type <Id>{props.typed}</Id> to go on
              </>
            }
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
          />
        </div>
      ) : null}
    </Dialog>
  );
}
