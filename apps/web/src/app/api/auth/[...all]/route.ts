import { container } from "../../../../server/container";
import { peerOf } from "../../../../server/peer";

const handle = (request: Request): Promise<Response> => container().handleAuth(request, peerOf(request.headers));

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
