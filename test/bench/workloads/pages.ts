/** The pages of the workloads: invented, the same in every run, some with the word. */

import { fillerBlocks } from '../../web/sponsors/filler.ts';
import type { Language } from '../../web/sponsors/page.ts';
import { seededRandom } from '../../web/sponsors/random.ts';

/** A page that the fast server sends for many URLs. */
export interface Variant {
  readonly body: Buffer;
  /** Whether "python" stands in it, in any case. */
  readonly mentions: boolean;
}

/** Languages of the pages; most of the web is English. */
const LANGUAGES: readonly Language[] = ['en', 'en', 'en', 'de', 'fr', 'pl', 'ru', 'ja'];

/** The end of the pages after their text: scripts and styles, which are searched, too. */
const SCRIPT = `<script>
(function (w, d) { var q = w.queue = w.queue || []; q.push({ start: new Date().getTime(), event: 'load' });
  if (q.length < 2 && d.querySelector('main')) d.documentElement.className += ' ready'; })(window, document);
</script>`;
const STYLE = `<style>body{max-width:38em;margin:2em auto;font:17px/1.6 Georgia,serif;color:#333}h2{font-weight:400}</style>`;

/**
 * Pages of about one size, of which one in five mentions Python.
 * @param count how many different ones
 * @param size bytes of each, exactly
 * @param seed the same seed makes the same pages
 */
export function makeVariants(count: number, size: number, seed: string): Variant[] {
  return Array.from({ length: count }, (_, index) => {
    const mentions = index % 5 === 2;
    return { mentions, body: makePage(index, size, `${seed} ${index}`, mentions) };
  });
}

function makePage(index: number, size: number, seed: string, mentions: boolean): Buffer {
  const random = seededRandom(seed);
  const language = LANGUAGES[index % LANGUAGES.length] ?? 'en';
  const word = ['Python', 'python', 'PYTHON'][Math.floor(random() * 3)] ?? 'Python';
  const place = mentions ? Math.floor(random() * 4) : -1;
  const start = [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<title>${place === 0 ? `Notes on ${word}` : 'Notes of the day'} &ndash; page ${index}</title>`,
    '<meta name="viewport" content="width=device-width">',
    STYLE,
    SCRIPT,
    '</head>',
    '<body>',
    `<nav><a href="#top" title="${place === 1 ? `${word} first` : 'Up'}">Top &amp; more</a></nav>`,
    '<main>',
  ];
  const end = [
    ...(place === 2 ? [`<p>The last line of the harbour&rsquo;s log was written in ${word}.</p>`] : []),
    ...(place === 3 ? [`<script>var note = { made: '${word}' };</script>`] : []),
    '</main>',
    '<footer>&copy; 2026 &middot; Café Größenwahn &nbsp; “sample page”</footer>',
    '</body>',
    '</html>',
    '',
  ];
  return fill(start.join('\n'), end.join('\n'), language, random, size);
}

/** Text between start and end until the page has its size; a comment takes the bytes that no block fits into. */
function fill(start: string, end: string, language: Language, random: () => number, size: number): Buffer {
  const parts = [start];
  let room = size - Buffer.byteLength(start) - Buffer.byteLength(end) - COMMENT_ROOM;
  for (const block of fillerBlocks(language, random)) {
    const text = `\n${withEntities(block, random)}`;
    room -= Buffer.byteLength(text);
    if (room < 0) {
      room += Buffer.byteLength(text);
      break;
    }
    parts.push(text);
  }
  if (room < 0) throw new Error(`A page of ${size} bytes has no room for its head`);
  return Buffer.from(`${parts.join('')}\n<!-- ${'='.repeat(room)}-->\n${end}`);
}

/** Bytes that the comment takes without what is in it: line breaks and marks. */
const COMMENT_ROOM = '\n<!-- -->\n'.length;

function withEntities(block: string, random: () => number): string {
  return random() < 0.3 ? block.replace(', ', '&#44; ').replace('</p>', '&hellip;</p>') : block;
}
