import type { EvacuationDto } from "@headroom/contracts/evacuation";
import { Link } from "@headroom/ui/primitives/Link";
import { Id } from "@headroom/ui/primitives/Text";
import { evacuationWords, notEvacuatedYet } from "./evacuation";

/** Where the load goes, with the way to it and how far that is. */
export function EvacuationLine({ evacuation }: { evacuation: EvacuationDto }) {
  const { planId, title, url } = evacuation;
  const how = evacuationWords(evacuation);
  return (
    <>
      {planId !== null ? (
        <Link href={`/plans/${planId}`} className="hr-lnk">
          <Id>PL-{planId}</Id> {title}
        </Link>
      ) : url !== null ? (
        // Where it is kept learns nothing of where the reader came from.
        <a href={url} className="hr-lnk" target="_blank" rel="noreferrer noopener">
          {title}
        </a>
      ) : (
        title
      )}
      {how === null ? null : (
        <>
          {", "}
          <span className={notEvacuatedYet(evacuation) === null ? undefined : "hr-att"}>{how}</span>
        </>
      )}
    </>
  );
}
