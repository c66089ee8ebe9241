"use client";
import { type ComponentPropsWithRef, type ReactNode, useId } from "react";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";
import { Link } from "./Link";
import { Kbd } from "./Text";
import { Tooltip } from "./Tooltip";

export interface ButtonProps {
  /** Primary is ink and stands once on a page. */
  variant?: "primary" | "outline" | "danger" | "quiet";
  size?: "normal" | "small";
  icon?: IconName;
  /** A chevron after the words: the button opens a menu. */
  opensMenu?: boolean;
  /** The key that does the same, printed on the button. Binding it is the page's (useHotkeys). */
  keyHint?: string;
  /** Off, and why. The button stays reachable and says so; it does nothing. */
  off?: string | null;
  /** The reason beside the button instead of in a tooltip. */
  offBeside?: boolean;
  /** A toggle: pressed or not. */
  pressed?: boolean;
  /** Makes it a link that looks like a button. */
  href?: string;
  onPress?: () => void;
  type?: "button" | "submit";
  form?: string;
  ariaLabel?: string;
  className?: string;
  ref?: ComponentPropsWithRef<"button">["ref"];
  children?: ReactNode;
}

function Inside({ icon, keyHint, opensMenu, children }: ButtonProps) {
  return (
    <>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {opensMenu ? <Icon name="chevronDown" size={12} /> : null}
      {keyHint ? <Kbd>{keyHint}</Kbd> : null}
    </>
  );
}

/** The one button. Off buttons keep their place, are dashed, and say why. */
export function Button(props: ButtonProps) {
  const { variant = "outline", size = "normal", off, pressed, href, onPress, type = "button" } = props;
  const reasonId = useId();
  const className = cx(
    "hr-b",
    variant !== "outline" && `hr-b-${variant}`,
    size === "small" && "hr-b-sm",
    props.className,
  );
  if (href !== undefined && !off) {
    return (
      <Link href={href} className={className} aria-label={props.ariaLabel} onClick={onPress}>
        <Inside {...props} />
      </Link>
    );
  }
  const button = (
    <button
      ref={props.ref}
      type={type}
      form={props.form}
      className={className}
      aria-label={props.ariaLabel}
      aria-pressed={pressed}
      aria-disabled={off ? true : undefined}
      aria-describedby={off ? reasonId : undefined}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onPress?.();
      }}
    >
      <Inside {...props} />
    </button>
  );
  if (!off) return button;
  return (
    <span className="hr-off">
      {props.offBeside ? button : <Tooltip text={off}>{button}</Tooltip>}
      <span id={reasonId} className={props.offBeside ? "hr-off-why" : "hr-vh"}>
        {off}
      </span>
    </span>
  );
}

export interface IconButtonProps extends Omit<ComponentPropsWithRef<"button">, "aria-label" | "children"> {
  icon: IconName;
  /** Said and shown as a tooltip. */
  label: string;
  count?: number;
}

/** A square button of an icon alone; its name shows as a tooltip. */
export function IconButton({ icon, label, count, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        {...rest}
        className={cx("hr-iconb", className)}
        aria-label={count ? `${label}, ${count} new` : label}
      >
        <Icon name={icon} />
        {count ? <span className="hr-count">{count > 99 ? "99+" : count}</span> : null}
      </button>
    </Tooltip>
  );
}
