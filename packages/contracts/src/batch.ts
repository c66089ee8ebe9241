/** Calls in one HTTP request at most: more than any page makes at once, few enough that nobody holds a server with one request. */
export const MAX_BATCH = 20;
