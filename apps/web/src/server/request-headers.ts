/** Headers that the server itself sets on a request on its way in; what a client sends under these names is overwritten. */
export const nonceHeader = "x-nonce";
/** Path and query of the page asked for. */
export const pathHeader = "x-headroom-path";
/** Address of the socket the request came through. */
export const peerHeader = "x-headroom-peer";
