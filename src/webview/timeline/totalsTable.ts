/** The table of the timeline's numbers. */

import { SPAN_KINDS } from '../../engine/model/timings.ts';
import { element, table } from '../shared/dom.ts';
import { durationText } from '../shared/durations.ts';
import type { TimelineTexts } from '../shared/texts.ts';
import { type Distribution, distributions } from './bins.ts';
import type { Colours } from './drawTimeline.ts';
import type { Row } from './rows.ts';

/** The table with the times of each kind of span. It is also the legend of the colours. */
export function totalsTable(rows: readonly Row[], colours: Colours, texts: TimelineTexts): HTMLElement {
  const found = distributions(rows);
  const head = SPAN_KINDS.map(kind => {
    const swatch = element('span', { class: 'swatch', attributes: { 'aria-hidden': 'true' } });
    swatch.style.background = colours[kind];
    return element('span', {}, [swatch, texts[kind]]);
  });
  const row = (name: string, value: (distribution: Distribution) => string) => [
    name,
    ...found.map(each => (each.count ? value(each) : '–')),
  ];
  return table(
    texts.totals,
    [texts.phase, ...head],
    [
      row(texts.urls, ({ count }) => String(count)),
      row(texts.median, ({ median }) => durationText(median)),
      row(texts.ninety, ({ ninety }) => durationText(ninety)),
      row(texts.total, ({ total }) => durationText(total)),
    ],
  );
}
