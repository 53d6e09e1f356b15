/** Messages to the page of the timeline. */

import type { Begin, Update } from '../../../src/webview/timeline/timelineMessages.ts';

export const begin: Begin = {
  type: 'begin',
  list: 'file:///urls.txt',
  name: 'urls.txt',
  term: 'Python',
  urls: ['http://a/'],
  lines: [3],
};

export const update: Update = {
  type: 'update',
  isRunning: true,
  now: 12,
  summary: '1 response',
  done: [{ row: 0, ending: 'mentions', text: '1 ×', timings: [0, 0, 5] }],
  started: [{ row: 0, start: 5, wait: 9 }],
};
