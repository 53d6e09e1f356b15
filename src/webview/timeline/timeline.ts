/** The page of the timeline: puts the parts together, and listens to the person and to the host. */

import { inFlight, mostInFlight } from '../../engine/model/inFlight.ts';
import { element, onThemeChange } from '../shared/dom.ts';
import { durationText } from '../shared/durations.ts';
import { filled, readTexts, type TimelineTexts } from '../shared/texts.ts';
import { vscode } from '../shared/vscodeApi.ts';
import { CanvasPainter } from './canvasPainter.ts';
import { drawTimeline, isBinned, placeAt } from './drawTimeline.ts';
import { InFlightChart } from './inFlightChart.ts';
import { type Row, Rows } from './rows.ts';
import { timelineImage } from './timelineImage.ts';
import { type Begin, type FromTimeline, type ImageFormat, toTimeline } from './timelineMessages.ts';
import { readSnapshot, type Snapshot } from './timelineSnapshot.ts';
import { themeColours, themeFont } from './timelineTheme.ts';
import { TimelineTip } from './timelineTip.ts';
import { totalsTable } from './totalsTable.ts';
import { type Spot, Viewport } from './viewport.ts';

const texts = readTexts<TimelineTexts>(document.body.dataset.texts);

let begun: Begin | undefined;
let rows = new Rows({ urls: [], lines: [] });
let view = new Viewport(rows);
let focused: number | undefined;
let isPaintDue = false;
let isRestored = false;

const title = element('h1');
const summary = element('p', { class: 'summary' });
const spoken = element('div', { class: 'spoken', attributes: { 'aria-live': 'polite' } });
const chartPlace = element('div', { class: 'chart', attributes: { role: 'img' } });
const canvas = element('canvas', {
  attributes: {
    tabindex: '0',
    role: 'application',
    'aria-roledescription': texts.picture,
    'aria-label': texts.picture,
    'aria-describedby': 'keys',
  },
});
const tip = new TimelineTip();
const totals = element('div', { class: 'totals' });
const main = element('main', {}, [
  element('header', {}, [
    element('div', {}, [title, summary]),
    element('div', { class: 'buttons', attributes: { role: 'toolbar', 'aria-label': texts.picture } }, [
      button(texts.zoomIn, () => zoom(0.5)),
      button(texts.zoomOut, () => zoom(2)),
      button(texts.all, showAll),
      button(texts.saveSvg, () => save('svg')),
      button(texts.savePng, () => save('png')),
    ]),
  ]),
  chartPlace,
  canvas,
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

const chart = new InFlightChart(chartPlace, marked => {
  view.showTime(marked);
  repaint();
});

function button(text: string, onClick: () => void): HTMLButtonElement {
  return element('button', { text, onClick, attributes: { type: 'button' } });
}

function send(message: FromTimeline): void {
  vscode.postMessage(message);
}

// --- what the host says

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = toTimeline(data);
  switch (message?.type) {
    case 'begin':
      begin(message);
      break;
    case 'update':
      if (!begun) return;
      rows.apply(message);
      view.grow();
      if (!message.isRunning) remember();
      showWords();
      repaint();
      break;
    case 'nothing':
      // What is restored is better than nothing.
      if (!begun) showNothing(true);
      break;
  }
});

function begin(message: Begin): void {
  const isOther = begun?.list !== message.list || begun.urls.length !== message.urls.length;
  begun = message;
  isRestored = false;
  rows = new Rows(message);
  view = new Viewport(rows, isOther ? undefined : view.range);
  if (isOther) focused = undefined;
  showNothing(false);
  title.textContent = `${message.name}: ${message.term}`;
  buildChart();
}

/** Restores what there was before the window was reloaded; a host that knows more says so. */
function restore(snapshot: Snapshot): void {
  begin(snapshot);
  rows.apply({
    type: 'update',
    isRunning: false,
    now: 0,
    summary: snapshot.summary,
    done: snapshot.done,
    started: [],
  });
  isRestored = true;
  view.grow();
  showWords();
}

function remember(): void {
  if (begun)
    vscode.setState({ ...begun, summary: rows.summary, done: rows.all.length <= 5000 ? rows.done : [] });
}

// --- what is shown

function showNothing(isNothing: boolean): void {
  main.hidden = isNothing;
  nothing.hidden = !isNothing;
}

function showWords(): void {
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
  totals.replaceChildren(totalsTable(rows.all, themeColours(), texts));
}

function buildChart(): void {
  const colours = themeColours();
  chart.build(
    canvas.clientWidth || 600,
    { text: colours.text, grid: colours.faint, line: colours.firstByte },
    themeFont(),
  );
  repaint();
}

function repaint(): void {
  if (isPaintDue) return;
  isPaintDue = true;
  requestAnimationFrame(() => {
    isPaintDue = false;
    paint();
  });
}

function paint(): void {
  const { clientHeight, clientWidth } = canvas;
  if (!begun || !clientWidth) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(clientWidth * scale);
  canvas.height = Math.round(clientHeight * scale);
  const context = canvas.getContext('2d');
  if (!context) return;
  drawTimeline(new CanvasPainter(context, scale, themeFont()), {
    ...drawing(),
    width: clientWidth,
    height: clientHeight,
  });
  chart.show(inFlight(rows.all.map(({ timings }) => timings)), view.time);
}

function drawing() {
  const { clientHeight: height, clientWidth: width } = canvas;
  const { range, time } = view;
  return { rows: rows.all, time, range, width, height, colours: themeColours(), focused };
}

// --- what is seen of it

/** @param spot what stays where it is; the focused row, or the middle, without */
function zoom(factor: number, spot: Partial<Spot> = focused === undefined ? {} : { row: focused }): void {
  view.zoom(factor, spot);
  repaint();
}

function showAll(): void {
  view.showAll();
  repaint();
}

/** @param share of the time that is seen */
function pan(share: number, rowsBy: number): void {
  view.pan(share * (view.time.to - view.time.from), rowsBy);
  repaint();
}

// --- the pointer

canvas.addEventListener(
  'wheel',
  event => {
    event.preventDefault();
    const by = Math.sign(event.deltaY) || Math.sign(event.deltaX);
    if (event.ctrlKey || event.metaKey)
      zoom(by < 0 ? 0.8 : 1.25, placeAt(drawing(), event.offsetX, event.offsetY));
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(by * 0.1, 0);
    else pan(0, by * Math.max(1, (view.range.to - view.range.from) * 0.1));
  },
  { passive: false },
);

let dragged: { x: number; y: number; isMoved: boolean } | undefined;

canvas.addEventListener('pointerdown', ({ offsetX: x, offsetY: y, pointerId }) => {
  dragged = { x, y, isMoved: false };
  canvas.setPointerCapture(pointerId);
});

canvas.addEventListener('pointermove', event => {
  const { offsetX: x, offsetY: y } = event;
  if (dragged && (dragged.isMoved || Math.hypot(x - dragged.x, y - dragged.y) > 4)) {
    const before = placeAt(drawing(), dragged.x, dragged.y);
    const now = placeAt(drawing(), x, y);
    view.pan(before.at - now.at, before.row - now.row);
    dragged = { x, y, isMoved: true };
    repaint();
    return;
  }
  showTip(event);
});

canvas.addEventListener('pointerup', ({ offsetX: x, offsetY: y }) => {
  const isClick = dragged && !dragged.isMoved;
  dragged = undefined;
  if (!isClick) return;
  const { at, row } = placeAt(drawing(), x, y);
  // Where many rows share a line of pixels, nobody can mean one of them.
  if (isBinned(drawing())) zoom(0.1, { at, row });
  else goTo(Math.floor(row));
});

canvas.addEventListener('pointerleave', () => tip.hide());

function showTip(event: MouseEvent): void {
  const index = Math.floor(placeAt(drawing(), event.offsetX, event.offsetY).row);
  const row = rows.all[index];
  if (row && !dragged) tip.show(wordsOf(row), event);
  else tip.hide();
}

function wordsOf(row: Row): string[] {
  return [row.url, row.text || texts.running, ...phases(row)];
}

function phases(row: Row): string[] {
  return rows.spans(row).map(({ end, kind, start }) => `${texts[kind]}: ${durationText(end - start)}`);
}

// --- the keyboard

canvas.addEventListener('keydown', event => {
  const { ctrlKey, key, metaKey } = event;
  if (ctrlKey || metaKey) return;
  const page = Math.max(1, Math.floor(view.range.to - view.range.from) - 1);
  const keys: Record<string, () => void> = {
    ArrowDown: () => focus((focused ?? -1) + 1),
    ArrowUp: () => focus((focused ?? rows.all.length) - 1),
    PageDown: () => focus((focused ?? 0) + page),
    PageUp: () => focus((focused ?? 0) - page),
    Home: () => focus(0),
    End: () => focus(rows.all.length - 1),
    ArrowLeft: () => pan(-0.1, 0),
    ArrowRight: () => pan(0.1, 0),
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
    '0': showAll,
    Enter: () => focused !== undefined && goTo(focused),
    ' ': () => focused !== undefined && goTo(focused),
    Escape: () => tip.hide(),
  };
  const action = keys[key];
  if (!action) return;
  event.preventDefault();
  action();
});

function focus(index: number): void {
  focused = Math.max(0, Math.min(rows.all.length - 1, index));
  const row = rows.all[focused];
  if (!row) return;
  view.reveal(focused);
  spoken.textContent = [filled(texts.row, focused + 1, rows.all.length), ...wordsOf(row)].join(', ');
  repaint();
}

function goTo(index: number): void {
  const row = rows.all[index];
  if (!row || !begun) return;
  focused = index;
  repaint();
  send({ type: 'goTo', list: begun.list, row: index, line: row.line });
}

// --- pictures

function save(format: ImageFormat): void {
  if (!begun) return;
  const data = timelineImage(format, { ...drawing(), focused: undefined }, `${begun.name}: ${rows.summary}`);
  if (data !== undefined) send({ type: 'save', format, data });
}

new ResizeObserver(() => begun && buildChart()).observe(canvas);
onThemeChange(() => {
  buildChart();
  showTotals();
});

const snapshot = readSnapshot(vscode.getState());
if (snapshot) restore(snapshot);
send({ type: 'ready', ...(snapshot ? { list: snapshot.list } : {}) });
