/** Type checks for the values of settings, because a settings file can contain anything. */

/** @returns an empty string if the value is no string */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** @returns the strings of an array; an empty array if the value is no array */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}
