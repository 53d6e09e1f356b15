/** Draws on a canvas. */

import type { Painter } from './painter.ts';

export class CanvasPainter implements Painter {
  readonly #context: CanvasRenderingContext2D;

  /** @param scale device pixels for each pixel of the drawing */
  constructor(context: CanvasRenderingContext2D, scale: number, font: string) {
    this.#context = context;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.font = font;
  }

  rectangle(x: number, y: number, width: number, height: number, fill: string): void {
    this.#context.fillStyle = fill;
    this.#context.fillRect(x, y, width, height);
  }

  outline(x: number, y: number, width: number, height: number, colour: string): void {
    this.#context.strokeStyle = colour;
    this.#context.lineWidth = 1;
    this.#context.strokeRect(x, y, width, height);
  }

  line(points: readonly (readonly [number, number])[], colour: string, width = 1): void {
    this.#context.strokeStyle = colour;
    this.#context.lineWidth = width;
    this.#context.beginPath();
    for (const [index, [x, y]] of points.entries()) {
      if (index) this.#context.lineTo(x, y);
      else this.#context.moveTo(x, y);
    }
    this.#context.stroke();
  }

  text(x: number, y: number, text: string, colour: string, anchor: 'start' | 'end' = 'start'): void {
    this.#context.fillStyle = colour;
    this.#context.textAlign = anchor;
    this.#context.fillText(text, x, y);
  }
}
