/** The texts of the webviews. The extension host provides them in the language of VS Code. */

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
  | 'cpuModels'
  | 'cpuPicture'
  | 'pages'
  | 'why'
  | 'agreement'
  | 'differences'
  | 'url'
  | 'nothing';

export type ComparisonTexts = Readonly<Record<ComparisonText, string>>;

/** Reads the texts that the host wrote into the page. @param data a JSON object */
export function readTexts<Texts>(data: string | undefined): Texts {
  return JSON.parse(data ?? '{}') as Texts;
}

/** Replaces the placeholders `{0}`, `{1}` and so on by values. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}
