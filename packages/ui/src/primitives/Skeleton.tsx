/** A grey bar of the final size. For rows use DataTable's loadingRows. */
export function Skeleton({ widthPx, heightPx, end }: { widthPx?: number | string; heightPx?: number; end?: boolean }) {
  return <span className="hr-sk" style={{ width: widthPx, height: heightPx, marginLeft: end ? "auto" : undefined }} />;
}

/** A block that holds the place of a chart, floor or map while it loads, and says so once. */
export function SkeletonBlock({ heightPx, label = "Loading" }: { heightPx: number; label?: string }) {
  return (
    <div role="status" aria-busy="true" style={{ padding: "8px var(--gutter)" }}>
      <span className="hr-vh">{label}</span>
      <Skeleton widthPx="100%" heightPx={heightPx} />
    </div>
  );
}
