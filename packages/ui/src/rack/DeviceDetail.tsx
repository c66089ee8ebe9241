import type { ReactNode } from "react";
import { KeyValue } from "../primitives/PageHeader";
import { Id } from "../primitives/Text";

export interface DeviceDetailProps {
  name: string;
  /** "U39 – U38, both faces". */
  where: string;
  /** Right of the name: a link to its history. */
  link?: ReactNode;
  items: readonly { label: string; value: ReactNode }[];
  /** Move, edit, retire. */
  actions?: ReactNode;
}

/** What is known of the selected device. */
export function DeviceDetail({ name, where, link, items, actions }: DeviceDetailProps) {
  return (
    <div className="hr-pn-blk">
      <h3>
        <Id>{name}</Id>
        <span className="hr-mut">{where}</span>
        <span className="hr-fill" />
        {link}
      </h3>
      <KeyValue items={items} small />
      {actions ? (
        <div className="hr-bt" style={{ marginTop: 12 }}>
          {actions}
        </div>
      ) : null}
    </div>
  );
}
