import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

export interface MessageProps {
  icon: IconName;
  tone?: "critical";
  title: ReactNode;
  /** One or two sentences. */
  children?: ReactNode;
  /** Small buttons. */
  actions?: ReactNode;
  role?: "status" | "alert";
}

/** Icon, one strong line, a sentence, buttons: the form of every state that stands in place of content. */
export function Message({ icon, tone, title, children, actions, role }: MessageProps) {
  return (
    <div className="hr-ms" data-tone={tone} role={role}>
      <Icon name={icon} />
      <div>
        <b>{title}</b>
        {children ? <p>{children}</p> : <p />}
        {actions ? <div className="hr-bt">{actions}</div> : null}
      </div>
    </div>
  );
}
