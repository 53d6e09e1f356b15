/** The base of relative links. */

/** @returns the first that is a whole http: or https: URL */
export function firstBase(...candidates: readonly (string | undefined)[]): string | undefined {
  return candidates.find(each => each !== undefined && /^https?:$/.test(URL.parse(each)?.protocol ?? ''));
}
