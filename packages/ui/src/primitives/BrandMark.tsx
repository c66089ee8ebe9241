/** Three bars under a limit: the gap is the headroom. */
export function BrandMark({ size = 18 }: { size?: number }) {
  return (
    <svg viewBox="0 0 18 18" width={size} height={size} aria-hidden="true">
      <path d="M2 3.5h14" stroke="var(--ink)" strokeWidth="2" />
      <path d="M3 8h3v8H3zM7.5 11h3v5h-3zM12 6.5h3V16h-3z" fill="var(--ink)" />
    </svg>
  );
}
