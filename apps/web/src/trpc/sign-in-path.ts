/** Where to sign in so as to come back to `next` afterwards. */
export const signInPath = (next: string | null): string => {
  const back = safeNext(next);
  return back === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(back)}`;
};

/** A path of this site, whatever the address bar says: "/" for anything else (another host, a scheme, the sign-in page itself). */
export function safeNext(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])[^\\]*$/.test(next)) return "/";
  const here = "http://here.invalid";
  const url = URL.parse(next, here);
  // what "/.//host" and "/a/..//host" come to begins with two slashes: another host, when it is followed
  if (url?.origin !== here || url.pathname.startsWith("//") || /^\/sign-in(?:\/|$)/.test(url.pathname)) return "/";
  return url.pathname + url.search + url.hash;
}
