/** Creates image files of the timeline. */

import { CanvasPainter } from './canvasPainter.ts';
import { AXIS, type Drawing, drawTimeline } from './drawTimeline.ts';
import { SvgPainter } from './svgPainter.ts';
import type { ImageFormat } from './timelineMessages.ts';
import { themeFont } from './timelineTheme.ts';

// Sizes in pixels.
const WIDTH = 1600;
const LOWEST = 300;
const TALLEST = 4000;
const ROW_HEIGHT = 14;
/** Pixels of a PNG for each pixel of the drawing. */
const SHARPNESS = 2;

/**
 * @param drawing the visible part; its size is ignored
 * @returns the text of an SVG, or a PNG in Base64; `undefined` if the browser cannot draw
 */
export function timelineImage(format: ImageFormat, drawing: Drawing, title: string): string | undefined {
  const { from, to } = drawing.range;
  const height = Math.max(LOWEST, Math.min(TALLEST, (to - from) * ROW_HEIGHT + AXIS));
  const whole = { ...drawing, width: WIDTH, height };
  if (format === 'svg') {
    const painter = new SvgPainter(WIDTH, height, getComputedStyle(document.body).fontFamily, 11);
    drawTimeline(painter, whole);
    return painter.end(title);
  }
  const image = document.createElement('canvas');
  image.width = WIDTH * SHARPNESS;
  image.height = height * SHARPNESS;
  const context = image.getContext('2d');
  if (!context) return undefined;
  drawTimeline(new CanvasPainter(context, SHARPNESS, themeFont()), whole);
  return image.toDataURL('image/png').replace(/^[^,]*,/, '');
}
