import type { LinkProps } from "@headroom/ui/primitives/Link";
import NextLink from "next/link";
import { isAddressWriting, useRouter } from "./address";

/** A link of the router. J leaves the focus on the link of its row: Enter goes through it, and waits for the address as every way does. */
export function RouterLink(props: LinkProps) {
  const router = useRouter();
  return (
    <NextLink
      {...props}
      onNavigate={(event) => {
        if (!isAddressWriting()) return;
        event.preventDefault();
        router.push(props.href);
      }}
    />
  );
}
