"use client";
import "./globals.css";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

/** The last resort: not even the frame could be drawn. */
export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="en">
      <body>
        <div className="gate">
          <header className="gate-brand">Headroom</header>
          <main className="gate-body">
            <div className="gate-form">
              <h1>Headroom could not be shown</h1>
              <p>Something went wrong. Nothing was changed.{error.digest ? ` Trace ${error.digest}.` : ""}</p>
              <button type="button" className="hr-b hr-b-primary" onClick={reset}>
                Try again
              </button>
            </div>
          </main>
        </div>
      </body>
    </html>
  );
}
