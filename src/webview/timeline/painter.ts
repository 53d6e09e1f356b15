/** The drawing operations of the timeline. There is an implementation for a canvas and one for SVG. */

export interface Painter {
  rectangle(x: number, y: number, width: number, height: number, fill: string): void;
  outline(x: number, y: number, width: number, height: number, colour: string): void;
  line(points: readonly (readonly [x: number, y: number])[], colour: string, width?: number): void;
  /** @param anchor which end of the text is at x */
  text(x: number, y: number, text: string, colour: string, anchor?: 'start' | 'end'): void;
}
