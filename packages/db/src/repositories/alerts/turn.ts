/** The advisory lock of whoever looks at the rules of alerts. */
export const TURN = 7_110_252;
