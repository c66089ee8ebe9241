import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import { type StateName, stateInfo, type Tone } from "./states";

export type { StateName, Tone };

export interface StateLabelProps {
  state: StateName;
  /** Says it more exactly than the state's own word ("13 positions stranded by failover"). */
  children?: ReactNode;
  /** Boxed once, beside the page title. Plain in tables. */
  box?: boolean;
  tone?: Tone;
  icon?: IconName;
}

/** Icon + word for one state. Colour is third: plain, amber, vermilion, plum, or the unknown hatch when boxed. */
export function StateLabel({ state, children, box, tone, icon }: StateLabelProps) {
  const info = stateInfo[state];
  return (
    <span className="hr-st" data-tone={tone ?? info.tone} data-box={box || undefined}>
      <Icon name={icon ?? info.icon} size={13} />
      <span>{children ?? info.word}</span>
    </span>
  );
}
