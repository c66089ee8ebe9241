import { Agent, type AgentOptions } from "node:https";
import type { Duplex } from "node:stream";
import { connect } from "node:tls";
import type { BmcTrust } from "@headroom/services/ports/hardware";

/** The certificate is not the one that was expected, or nobody vouches for it. */
export class TrustFailure extends Error {
  constructor(
    readonly expected: string,
    readonly got: string,
  ) {
    super(`expected ${expected}, got ${got}`);
  }
}

const plainHex = (fingerprint: string) => fingerprint.replaceAll(":", "").toLowerCase();

/** Codes of OpenSSL and Node that say that a certificate was not accepted. */
const isAboutCertificate = (code: string | undefined) =>
  code !== undefined && /CERT|SIGNATURE|SELF_SIGNED|ISSUER|ERR_TLS_CERT_ALTNAME_INVALID/.test(code);

/**
 * Connections are handed out when the certificate was looked at, so that nothing, credentials least of all, is sent to somebody else. A pinned
 * certificate needs no authority: management controllers sign their own.
 */
class TrustingAgent extends Agent {
  constructor(
    private readonly trust: BmcTrust,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: object, callback?: (error: Error | null, stream: Duplex) => void): undefined {
    // Node's types want a stream beside an error; its agent does not
    const handOver = callback as (error: Error | null, stream?: Duplex) => void;
    const { trust } = this;
    const socket = connect({
      ...options,
      ...(trust.kind === "authority" ? { ca: trust.pem } : {}),
      rejectUnauthorized: trust.kind !== "pin",
    });
    const fail = (error: NodeJS.ErrnoException) =>
      handOver(
        isAboutCertificate(error.code) ? new TrustFailure("a certificate that is vouched for", error.code!) : error,
      );
    socket.once("error", fail);
    socket.once("secureConnect", () => {
      socket.removeListener("error", fail);
      const got = plainHex(socket.getPeerCertificate().fingerprint256 ?? "");
      if (trust.kind !== "pin" || got === plainHex(trust.sha256)) return handOver(null, socket);
      socket.destroy();
      handOver(new TrustFailure(plainHex(trust.sha256), got || "no certificate"));
    });
    return undefined;
  }
}

export const trustingAgent = (trust: BmcTrust, options: AgentOptions): Agent => new TrustingAgent(trust, options);
