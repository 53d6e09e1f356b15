/** The page of the timeline: creates its parts, and handles the messages of the host and the input of the person. */

import { mostInFlight } from '../../engine/model/inFlight.ts';
import { element, onThemeChange } from '../shared/dom.ts';
import { durationText } from '../shared/durations.ts';
import { filled, readTexts, type TimelineTexts } from '../shared/texts.ts';
import { vscode } from '../shared/vscodeApi.ts';
import { followKeys } from './keyboardControl.ts';
import { followPointer } from './pointerControl.ts';
import type { Row } from './rows.ts';
import { timelineImage } from './timelineImage.ts';
import { type Begin, type FromTimeline, type ImageFormat, toTimeline } from './timelineMessages.ts';
import { TimelinePicture } from './timelinePicture.ts';
import { readSnapshot, type Snapshot } from './timelineSnapshot.ts';
import { themeColours } from './timelineTheme.ts';
import { TimelineTip } from './timelineTip.ts';
import { totalsTable } from './totalsTable.ts';

const texts = readTexts<TimelineTexts>(document.body.dataset.texts);

let begun: Begin | undefined;
let isRestored = false;

const picture = new TimelinePicture(texts);
const title = element('h1');
const summary = element('p', { class: 'summary' });
const spoken = element('div', { class: 'spoken', attributes: { 'aria-live': 'polite' } });
const tip = new TimelineTip();
const totals = element('div', { class: 'totals' });
const main = element('main', {}, [
  element('header', {}, [
    element('div', {}, [title, summary]),
    element('div', { class: 'buttons', attributes: { role: 'toolbar', 'aria-label': texts.picture } }, [
      button(texts.zoomIn, () => picture.zoom(0.5)),
      button(texts.zoomOut, () => picture.zoom(2)),
      button(texts.all, () => picture.showAll()),
      button(texts.saveSvg, () => save('svg')),
      button(texts.savePng, () => save('png')),
    ]),
  ]),
  picture.chartPlace,
  picture.canvas,
  element('p', { class: 'keys', text: texts.keys, attributes: { id: 'keys' } }),
  totals,
  tip.element,
  spoken,
]);
const nothing = element('main', { class: 'nothing' }, [
  element('p', { text: texts.nothing }),
  button(texts.scan, () => send({ type: 'scan' })),
]);
document.body.append(main, nothing);
main.hidden = true;

followPointer(picture, tip, wordsOf, goTo);
followKeys(picture, { focus, goTo, hideTip: () => tip.hide() });

function button(text: string, onClick: () => void): HTMLButtonElement {
  return element('button', { text, onClick, attributes: { type: 'button' } });
}

function send(message: FromTimeline): void {
  vscode.postMessage(message);
}

// --- messages of the host

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = toTimeline(data);
  switch (message?.type) {
    case 'begin':
      begin(message);
      break;
    case 'update':
      if (!begun) return;
      picture.rows.apply(message);
      picture.view.grow();
      if (!message.isRunning) remember();
      showWords();
      picture.repaint();
      break;
    case 'nothing':
      // A restored timeline stays.
      if (!begun) showNothing(true);
      break;
  }
});

function begin(message: Begin): void {
  const isSameList = begun?.list === message.list && begun.urls.length === message.urls.length;
  begun = message;
  isRestored = false;
  picture.begin(message, isSameList);
  showNothing(false);
  title.textContent = message.term ? `${message.name}: ${message.term}` : message.name;
  picture.build();
}

/** Restores the timeline after the window was reloaded. If the host still has the scan, its messages replace this. */
function restore(snapshot: Snapshot): void {
  begin(snapshot);
  picture.rows.apply({
    type: 'update',
    isRunning: false,
    now: 0,
    summary: snapshot.summary,
    done: snapshot.done,
    started: [],
  });
  isRestored = true;
  picture.view.grow();
  showWords();
}

function remember(): void {
  const { rows } = picture;
  if (begun)
    vscode.setState({ ...begun, summary: rows.summary, done: rows.all.length <= 5000 ? rows.done : [] });
}

// --- texts

function showNothing(isNothing: boolean): void {
  main.hidden = isNothing;
  nothing.hidden = !isNothing;
}

function showWords(): void {
  const { canvas, chartPlace, rows } = picture;
  const words = isRestored ? `${rows.summary} · ${texts.restored}` : rows.summary;
  if (summary.textContent !== words) summary.textContent = words;
  const most = mostInFlight(rows.all.map(({ timings }) => timings));
  chartPlace.setAttribute('aria-label', filled(texts.inFlightPicture, most));
  const time = durationText(rows.end);
  const count = rows.all.length;
  const label = count === 1 ? filled(texts.oneRow, time) : filled(texts.rows, count, time);
  canvas.setAttribute('aria-label', `${texts.picture}. ${label}. ${rows.isRunning ? texts.running : words}`);
  if (!rows.isRunning) spoken.textContent = words;
  showTotals();
}

function showTotals(): void {
  totals.replaceChildren(totalsTable(picture.rows.all, themeColours(), texts));
}

function wordsOf(row: Row): string[] {
  const phases = picture.rows
    .spans(row)
    .map(({ end, kind, start }) => `${texts[kind]}: ${durationText(end - start)}`);
  return [row.url, row.text || texts.running, ...phases];
}

// --- actions of the person

function focus(index: number): void {
  const { rows, view } = picture;
  const at = Math.max(0, Math.min(rows.all.length - 1, index));
  picture.focused = at;
  const row = rows.all[at];
  if (!row) return;
  view.reveal(at);
  spoken.textContent = [filled(texts.row, at + 1, rows.all.length), ...wordsOf(row)].join(', ');
  picture.repaint();
}

function goTo(index: number): void {
  const row = picture.rows.all[index];
  if (!row || !begun) return;
  picture.focused = index;
  picture.repaint();
  send({ type: 'goTo', list: begun.list, row: index, line: row.line });
}

function save(format: ImageFormat): void {
  if (!begun) return;
  const drawing = { ...picture.drawing, focused: undefined };
  const data = timelineImage(format, drawing, `${begun.name}: ${picture.rows.summary}`);
  if (data !== undefined) send({ type: 'save', format, data });
}

new ResizeObserver(() => begun && picture.build()).observe(picture.canvas);
onThemeChange(() => {
  picture.build();
  showTotals();
});

const snapshot = readSnapshot(vscode.getState());
if (snapshot) restore(snapshot);
send({ type: 'ready', ...(snapshot ? { list: snapshot.list } : {}) });
