import { THEME_SCRIPT } from "./themeBoot";

/** Put into <head>: sets data-theme on <html> before first paint. <html> needs suppressHydrationWarning. */
export function ThemeScript({ nonce }: { nonce?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, it must run before first paint
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />;
}
