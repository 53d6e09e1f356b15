import { encodeText } from './encode.ts';
import { fillerBlocks } from './filler.ts';
import type { Mention, Page } from './page.ts';
import { seededRandom } from './random.ts';

const STYLE = [
  'body { max-width: 38em; margin: 2em auto; padding: 0 1em; font: 17px/1.6 Georgia, serif; color: #333 }',
  'h1, h2 { font-weight: normal; color: #1d4e5f }',
  '.note { color: #777; font-size: .85em; border-bottom: 1px solid #ddd }',
];

/**
 * The page as HTML: the same text in every run. It never contains its own URL, because some URLs of pages that
 * do not mention Python have that word in them; the host's name has it for mentioning pages only.
 */
export function renderHtml(page: Page): string {
  const at = (late: boolean) => page.mentions.filter(mention => (mention.late ?? false) === late);
  const title = page.mentions.find(mention => mention.place === 'title')?.text ?? page.title;
  const start = [
    '<!doctype html>',
    `<html lang="${page.language}">`,
    '<head>',
    ...(page.declared === 'meta' ? [`<meta charset="${page.charset}">`] : []),
    `<title>${escapeHtml(title)}</title>`,
    '<meta name="viewport" content="width=device-width">',
    ...at(false).flatMap(inHead),
    '<style>',
    ...STYLE,
    '</style>',
    '</head>',
    '<body>',
    `<p class="note">Sample page standing in for ${new URL(page.url).hostname}.</p>`,
    `<h1>${escapeHtml(page.title)}</h1>`,
    ...(page.lead ? [`<p>${escapeHtml(page.lead)}</p>`] : []),
    ...at(false).flatMap(inBody),
  ];
  const end = [...at(true).flatMap(inBody), '</body>', '</html>', ''];
  return [...start, ...filler(page, [...start, ...end]), ...end].join(page.minified ? '' : '\n');
}

function filler(page: Page, around: string[]): string[] {
  const blocks: string[] = [];
  let room = page.size * 1000 - encodeText(around.join('\n'), page.charset).length;
  for (const block of fillerBlocks(page.language, seededRandom(page.url))) {
    room -= encodeText(`${block}\n`, page.charset).length;
    if (room < 0) break;
    blocks.push(block);
  }
  return blocks;
}

function inHead({ place, text }: Mention): string[] {
  return place === 'meta' ? [`<meta name="description" content="${escapeHtml(text)}">`] : [];
}

function inBody({ place, text }: Mention): string[] {
  switch (place) {
    case 'text':
      return [`<p>${escapeHtml(text)}</p>`];
    case 'attribute':
      return [`<p><a href="#top" title="${escapeHtml(text)}">Read on</a></p>`];
    case 'script':
      return [`<script>const note = ${JSON.stringify(text)};</script>`];
    case 'comment':
      return [`<!-- ${text} -->`];
    default:
      return []; // in the head
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
