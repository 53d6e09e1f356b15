/** The words of the webviews. The host fills them in, in the language of VS Code. */

import type { SpanKind } from '../../engine/model/timings.ts';

export type TimelineText =
  | SpanKind
  | 'nothing'
  | 'scan'
  | 'restored'
  | 'zoomIn'
  | 'zoomOut'
  | 'all'
  | 'saveSvg'
  | 'savePng'
  | 'keys'
  | 'picture'
  | 'inFlight'
  | 'inFlightPicture'
  | 'row'
  | 'oneRow'
  | 'rows'
  | 'running'
  | 'phase'
  | 'urls'
  | 'median'
  | 'ninety'
  | 'total'
  | 'totals';

export type TimelineTexts = Readonly<Record<TimelineText, string>>;

export type ComparisonText =
  | 'title'
  | 'running'
  | 'stop'
  | 'model'
  | 'shape'
  | 'wall'
  | 'speedUp'
  | 'cpu'
  | 'memory'
  | 'atOnce'
  | 'responses'
  | 'mentions'
  | 'failed'
  | 'network'
  | 'networkPicture'
  | 'burning'
  | 'burningPicture'
  | 'burningNote'
  | 'pages'
  | 'why'
  | 'agreement'
  | 'differences'
  | 'url'
  | 'nothing';

export type ComparisonTexts = Readonly<Record<ComparisonText, string>>;

/** The texts that the host has put into the page. */
export function readTexts<Texts>(data: string | undefined): Texts {
  return JSON.parse(data ?? '{}') as Texts;
}

/** Puts values in the place of `{0}`, `{1}` and so on. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}
