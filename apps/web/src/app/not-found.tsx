import Link from "next/link";

/** An address that leads nowhere, outside the frame. */
export default function NotFound() {
  return (
    <div className="gate">
      <header className="gate-brand">Headroom</header>
      <main className="gate-body">
        <div className="gate-form">
          <h1>There is nothing at this address</h1>
          <p>It may be mistyped, or what stood here was removed.</p>
          <p>
            <Link href="/">Go to the overview</Link>
          </p>
        </div>
      </main>
    </div>
  );
}
