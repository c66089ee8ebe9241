import type { ReactNode } from "react";

export default function GateLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div className="gate">
      <header className="gate-brand">Headroom</header>
      <main className="gate-body">{children}</main>
    </div>
  );
}
