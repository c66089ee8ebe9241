import { type IconName, icons } from "./icons";

export type { IconName };

export interface IconProps {
  name: IconName;
  /** Edge in px; 14 beside text, 11 to 13 in dense tables, 16 to 18 in the rail and tab bar. */
  size?: number;
  /** Only when no word stands beside it. Without a label the icon is hidden from assistive technology. */
  label?: string;
  className?: string;
}

/** One outline icon in the colour of the text around it. */
export function Icon({ name, size = 14, label, className }: IconProps) {
  const paths: readonly string[] = icons[name];
  return (
    <svg
      className={className ? `hr-i ${className}` : "hr-i"}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {paths.map((path) =>
        path.endsWith("!") ? (
          <path key={path} d={path.slice(0, -1)} fill="currentColor" stroke="none" />
        ) : (
          <path key={path} d={path} />
        ),
      )}
    </svg>
  );
}
