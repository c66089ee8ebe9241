/** PostgreSQL keeps 63 bytes of what a session is called, and a worker's name has to be whole in it: `headroom worker identity ` wants the others. */
export const LONGEST_NAME = 38;
