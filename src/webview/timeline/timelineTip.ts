/** The tip with details of the row under the pointer. */

import { element } from '../shared/dom.ts';

/** Distances of the tip from the pointer and from the edge of the window, in pixels. */
const ASIDE = 14;
const BELOW = 18;
const ABOVE = 10;
const EDGE = 4;

export class TimelineTip {
  readonly element = element('div', { class: 'tip', attributes: { role: 'tooltip', hidden: '' } });

  hide(): void {
    this.element.hidden = true;
  }

  /** @param lines the first one is the URL */
  show(lines: readonly string[], { clientX, clientY }: MouseEvent): void {
    const { element: tip } = this;
    tip.replaceChildren(...lines.map((text, line) => element('div', { text, class: line ? '' : 'url' })));
    tip.hidden = false;
    const { height, width } = tip.getBoundingClientRect();
    const isLow = clientY + BELOW + height > window.innerHeight;
    tip.style.left = `${Math.max(EDGE, Math.min(clientX + ASIDE, window.innerWidth - width - EDGE))}px`;
    tip.style.top = `${isLow ? clientY - height - ABOVE : clientY + BELOW}px`;
  }
}
