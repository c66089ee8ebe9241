/** The colours of a drawing, read from the CSS properties: canvas knows no variables. Read again when the theme changes. */

export interface FloorPalette {
  cividis: readonly string[];
  heatEdge: string;
  ink: string;
  ink3: string;
  free: string;
  sunken: string;
  edge: string;
  line: string;
  used: string;
  plannedFill: string;
  plannedSoft: string;
  criticalFill: string;
  criticalSoft: string;
  unknownBg: string;
  casing: string;
  accent: string;
  fontUi: string;
  fontData: string;
}

export function readPalette(element: Element): FloorPalette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    cividis: Array.from({ length: 11 }, (_, stop) => of(`cividis-${stop}`)),
    heatEdge: of("heat-edge"),
    ink: of("ink"),
    ink3: of("ink-3"),
    free: of("free"),
    sunken: of("sunken"),
    edge: of("edge"),
    line: of("line"),
    used: of("used"),
    plannedFill: of("planned-fill"),
    plannedSoft: of("planned-soft"),
    criticalFill: of("critical-fill"),
    criticalSoft: of("critical-soft"),
    unknownBg: of("unknown-bg"),
    casing: of("casing"),
    accent: of("accent"),
    fontUi: of("font-ui"),
    fontData: of("font-data"),
  };
}
