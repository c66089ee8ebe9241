"use client";
import type { ReactElement, ReactNode } from "react";
import { Focusable } from "react-aria-components/Focusable";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";

export interface TooltipProps {
  text: ReactNode;
  /** One focusable element: a button, or a span with tabIndex 0. */
  children: ReactElement<React.DOMAttributes<HTMLElement>, string>;
  placement?: "top" | "bottom" | "left" | "right";
}

/** Words on hover and focus. Escape closes it; it never holds anything to click. */
export function Tooltip({ text, children, placement = "bottom" }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      <Focusable>{children}</Focusable>
      <AriaTooltip className="hr-tip" placement={placement} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
