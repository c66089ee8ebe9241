import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

export interface NoticeProps {
  tone?: "plain" | "attention" | "critical" | "planned";
  icon?: IconName;
  children: ReactNode;
  actions?: ReactNode;
  /** alert interrupts, status waits for a pause; null for one that was there from the start. */
  role?: "status" | "alert" | null;
}

const ICON = { plain: "info", attention: "near", critical: "over", planned: "planned" } as const;

/** A band across the page: "The base moved 38 minutes ago, by 14 changes." */
export function Notice({ tone = "plain", icon, children, actions, role = "status" }: NoticeProps) {
  return (
    <div className="hr-note" data-tone={tone} role={role ?? undefined}>
      <Icon name={icon ?? ICON[tone]} />
      <div>{children}</div>
      {actions ? <div className="hr-acts">{actions}</div> : null}
    </div>
  );
}
