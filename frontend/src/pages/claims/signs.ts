/** The sign of each verdict: colour is never the only difference. */
export const signs = { DIFFERS: '◆', AGREES: '✓', NO_DATA: '○' } as const
