import type { ReactNode } from "react";
import { Message } from "./Message";

export interface NoPermissionProps {
  /** "Racks of NRD-3 are for its operators". */
  title: ReactNode;
  /** What you hold, what is needed. */
  children?: ReactNode;
  /** Who can grant it: "Aino, facilities power". */
  grantedBy?: string;
  actions?: ReactNode;
}

/** It exists, it is not yours, and who can grant it. */
export function NoPermission({ title, children, grantedBy, actions }: NoPermissionProps) {
  return (
    <Message icon="lock" title={title} actions={actions}>
      {children}
      {grantedBy ? ` Granted by ${grantedBy}.` : null}
    </Message>
  );
}
