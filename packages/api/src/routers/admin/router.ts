import { router } from "../../trpc";
import { invite } from "./invite";
import { revokeInvite } from "./revoke-invite";
import { setDisabled } from "./set-disabled";
import { setRole } from "./set-role";
import { users } from "./users";

export const adminRouter = router({ users, invite, revokeInvite, setRole, setDisabled });
