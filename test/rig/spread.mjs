// Chooses some of many.

/**
 * A part of the list, spread evenly over it. The same each time.
 * @template T
 * @param {readonly T[]} list
 * @param {number} most
 * @returns {T[]}
 */
export function spread(list, most) {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, index) => {
    return /** @type {T} */ (list[Math.floor(((index + 0.5) * list.length) / most)]);
  });
}
