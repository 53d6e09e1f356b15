/** The pointer control of the timeline's picture: zoom, pan, open a row, show the tip of a row. */

import { isBinned, placeAt } from './drawTimeline.ts';
import type { Row } from './rows.ts';
import type { TimelinePicture } from './timelinePicture.ts';
import type { TimelineTip } from './timelineTip.ts';

/** In pixels. If the pointer moves less while it is down, it is a click. */
const CLICK = 4;

/**
 * @param wordsOf the lines of the tip for a row
 * @param goTo opens a row
 */
export function followPointer(
  picture: TimelinePicture,
  tip: TimelineTip,
  wordsOf: (row: Row) => string[],
  goTo: (index: number) => void,
): void {
  const { canvas } = picture;
  let dragged: { x: number; y: number; isMoved: boolean } | undefined;

  canvas.addEventListener(
    'wheel',
    event => {
      event.preventDefault();
      const by = Math.sign(event.deltaY) || Math.sign(event.deltaX);
      const { range } = picture.view;
      if (event.ctrlKey || event.metaKey)
        picture.zoom(by < 0 ? 0.8 : 1.25, placeAt(picture.drawing, event.offsetX, event.offsetY));
      else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) picture.pan(by * 0.1, 0);
      else picture.pan(0, by * Math.max(1, (range.to - range.from) * 0.1));
    },
    { passive: false },
  );

  canvas.addEventListener('pointerdown', ({ offsetX: x, offsetY: y, pointerId }) => {
    dragged = { x, y, isMoved: false };
    canvas.setPointerCapture(pointerId);
  });

  canvas.addEventListener('pointermove', event => {
    const { offsetX: x, offsetY: y } = event;
    if (dragged && (dragged.isMoved || Math.hypot(x - dragged.x, y - dragged.y) > CLICK)) {
      const before = placeAt(picture.drawing, dragged.x, dragged.y);
      const now = placeAt(picture.drawing, x, y);
      picture.view.pan(before.at - now.at, before.row - now.row);
      dragged = { x, y, isMoved: true };
      picture.repaint();
      return;
    }
    const row = picture.rows.all[Math.floor(placeAt(picture.drawing, x, y).row)];
    if (row && !dragged) tip.show(wordsOf(row), event);
    else tip.hide();
  });

  canvas.addEventListener('pointerup', ({ offsetX: x, offsetY: y }) => {
    const isClick = dragged && !dragged.isMoved;
    dragged = undefined;
    if (!isClick) return;
    const { at, row } = placeAt(picture.drawing, x, y);
    // In bins, a click cannot select a single row, so it zooms in.
    if (isBinned(picture.drawing)) picture.zoom(0.1, { at, row });
    else goTo(Math.floor(row));
  });

  canvas.addEventListener('pointerleave', () => tip.hide());
}
