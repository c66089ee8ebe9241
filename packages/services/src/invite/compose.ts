import { type Composition, lineOf } from "../message/composed";
import type { Ports } from "../ports";
import type { TakenMessage } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";
import { whenWords } from "../work-order/compose";
import { invitePurpose } from "./create";
import { inviteState } from "./state";
import { digestOf, invitePath } from "./token";

/** An invitation as a mail. Over where it was used, taken back or has expired. */
export async function composeInvite(
  { secrets, clock }: Ports,
  { invites }: Pick<Repositories, "invites">,
  { about }: TakenMessage,
  url: string,
): Promise<Composition> {
  const { invite: id, token: sealed } = about as { readonly invite: number; readonly token: string };
  if (!secrets) return { kind: "fault", fault: { kind: "not_set_up", cause: "secret key", final: false } };
  const token = secrets.open(invitePurpose(id), sealed);
  if (token === null)
    return { kind: "fault", fault: { kind: "unreadable_secret", cause: "sealed with another key", final: true } };
  const invite = await invites.byTokenHash(digestOf(token));
  if (!invite || inviteState(invite, clock.now()) !== "open") return { kind: "over" };
  const link = `${url}${invitePath(token)}`;
  const text = [
    `You are invited to Headroom as ${invite.role}. Make your account here:`,
    link,
    "",
    `The link works once, until ${whenWords(invite.expiresAt.getTime())}. If you did not expect it, leave it alone.`,
    "",
  ].join("\n");
  return {
    ...{ kind: "composed", type: "com.headroom.invitation", text, subject: lineOf("You are invited to Headroom") },
    data: { link },
  };
}
