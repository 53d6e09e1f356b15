/** The keyboard control of the timeline's picture. A text below the picture explains it. */

import type { TimelinePicture } from './timelinePicture.ts';

interface Actions {
  /** Moves to a row. An index out of range means the first or the last row. */
  readonly focus: (index: number) => void;
  /** Opens a row. */
  readonly goTo: (index: number) => void;
  readonly hideTip: () => void;
}

export function followKeys(picture: TimelinePicture, { focus, goTo, hideTip }: Actions): void {
  picture.canvas.addEventListener('keydown', event => {
    const { ctrlKey, key, metaKey } = event;
    if (ctrlKey || metaKey) return;
    const { focused, rows, view } = picture;
    const page = Math.max(1, Math.floor(view.range.to - view.range.from) - 1);
    const open = () => focused !== undefined && goTo(focused);
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus((focused ?? -1) + 1),
      ArrowUp: () => focus((focused ?? rows.all.length) - 1),
      PageDown: () => focus((focused ?? 0) + page),
      PageUp: () => focus((focused ?? 0) - page),
      Home: () => focus(0),
      End: () => focus(rows.all.length - 1),
      ArrowLeft: () => picture.pan(-0.1, 0),
      ArrowRight: () => picture.pan(0.1, 0),
      '+': () => picture.zoom(0.5),
      '=': () => picture.zoom(0.5),
      '-': () => picture.zoom(2),
      '0': () => picture.showAll(),
      Enter: open,
      ' ': open,
      Escape: hideTip,
    };
    const action = keys[key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
