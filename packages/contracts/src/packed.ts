/**
 * Reads whose answer is long and stays the same for a while: thousands of positions. Who asks for one alone with `accept: application/gzip` gets the
 * JSON answer as a gzip file, packed once for everybody, with an etag to ask again with (`if-none-match`; 304: as before). Everybody else gets JSON.
 */
export const packedReads: readonly string[] = ["datacenter.floor"];

export const PACKED_TYPE = "application/gzip";
