/**
 * Rows that are known to fail. Such a row is shown as to do; when it passes, the matrix fails until it is taken off.
 * There is nothing else to do for it: the rows themselves say what must be.
 */
export const NOT_YET: ReadonlySet<string> = new Set(
  `
    H14 Z06a Z06b Z06c Z06d Z06f Z08a Z08b Z08c Z08d Z09a Z09b Z10a Z10b Z11c Z12 Z12b Z13a
    C14a A17 S16 U13a U13e U13f
    M01a M01b M01c M01d M01e
  `.match(/\S+/g) ?? [],
);

/** Rows that are known to fail now and then; they are shown as to do when they do. */
export const NOT_ALWAYS: ReadonlySet<string> = new Set(['N17b', 'X01i']);
