"use client";
import { type ComponentPropsWithRef, type ComponentType, createContext, type ReactNode, useContext } from "react";
import { RouterProvider } from "react-aria-components";
import { I18nProvider } from "react-aria-components/I18nProvider";

/** Whatever renders a link: a plain `<a>` by default, the router's own link in the web app. */
export type LinkProps = Omit<ComponentPropsWithRef<"a">, "href"> & { href: string };
export type LinkComponent = ComponentType<LinkProps>;

const LinkContext = createContext<LinkComponent | null>(null);

export interface UiProviderProps {
  /** For example a small wrapper of `next/link`. */
  linkComponent?: LinkComponent;
  /** Client-side navigation for menus and the palette, for example `router.push`. */
  navigate?: (href: string) => void;
  children: ReactNode;
}

/** Stands once, around the app: how links are rendered, how menus navigate, and the one locale (en-GB). */
export function UiProvider({ linkComponent, navigate, children }: UiProviderProps) {
  const inner = (
    <I18nProvider locale="en-GB">
      {linkComponent ? <LinkContext value={linkComponent}>{children}</LinkContext> : children}
    </I18nProvider>
  );
  return navigate ? <RouterProvider navigate={navigate}>{inner}</RouterProvider> : inner;
}

/** A link that goes through the app's router where there is one. */
export function Link({ children, ...props }: LinkProps) {
  const Component = useContext(LinkContext);
  return Component ? <Component {...props}>{children}</Component> : <a {...props}>{children}</a>;
}
