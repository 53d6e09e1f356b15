/**
 * Rows that are known to fail. They are reported as “to do”. If such a row passes, the matrix fails until the row is
 * removed here. Nothing else has to be changed then, because rows already contain the expected result.
 */
export const NOT_YET: ReadonlySet<string> = new Set(
  `
    A17
  `.match(/\S+/g) ?? [],
);
