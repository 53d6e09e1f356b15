/** Draws into an SVG, for export. Text is escaped, so text from a list cannot become markup or a link. */

import { safeText } from '../../engine/wording/safeText.ts';
import type { Painter } from './painter.ts';

export class SvgPainter implements Painter {
  readonly #parts: string[] = [];
  readonly #size: readonly [width: number, height: number];
  readonly #font: string;
  readonly #fontSize: number;

  /** Sizes are in pixels. */
  constructor(width: number, height: number, font: string, fontSize: number) {
    this.#size = [width, height];
    this.#font = font;
    this.#fontSize = fontSize;
  }

  rectangle(x: number, y: number, width: number, height: number, fill: string): void {
    this.#parts.push(`<rect ${box(x, y, width, height)} fill="${escaped(fill)}"/>`);
  }

  outline(x: number, y: number, width: number, height: number, colour: string): void {
    this.#parts.push(`<rect ${box(x, y, width, height)} fill="none" stroke="${escaped(colour)}"/>`);
  }

  line(points: readonly (readonly [number, number])[], colour: string, width = 1): void {
    const path = points.map(([x, y]) => `${rounded(x)},${rounded(y)}`).join(' ');
    this.#parts.push(
      `<polyline points="${path}" fill="none" stroke="${escaped(colour)}" stroke-width="${width}"/>`,
    );
  }

  text(x: number, y: number, text: string, colour: string, anchor: 'start' | 'end' = 'start'): void {
    const place = `x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}"`;
    this.#parts.push(`<text ${place} fill="${escaped(colour)}">${escaped(text)}</text>`);
  }

  /** @param title description of the picture, for screen readers @returns the text of the SVG */
  end(title: string): string {
    const [width, height] = this.#size;
    const font = `font-family="${escaped(this.#font)}" font-size="${this.#fontSize}"`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img" ${font}>`,
      `<title>${escaped(title)}</title>`,
      ...this.#parts,
      '</svg>\n',
    ].join('\n');
  }
}

function box(x: number, y: number, width: number, height: number): string {
  return `x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}"`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Escapes text, and replaces characters that XML forbids (XML 1.0, section 2.2). */
function escaped(text: string): string {
  return safeText(text)
    .replace(/[\ufffe\uffff]/g, ' ')
    .replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
