/** The picture of the timeline: the canvas, and above it the chart of the requests under way. */

import { inFlight } from '../../engine/model/inFlight.ts';
import { element } from '../shared/dom.ts';
import type { TimelineTexts } from '../shared/texts.ts';
import { CanvasPainter } from './canvasPainter.ts';
import { type Drawing, drawTimeline } from './drawTimeline.ts';
import { InFlightChart } from './inFlightChart.ts';
import { Rows } from './rows.ts';
import type { Begin } from './timelineMessages.ts';
import { themeColours, themeFont } from './timelineTheme.ts';
import { type Spot, Viewport } from './viewport.ts';

/** Holds the rows, the visible part of them, and the focused row. It is painted at most once a frame. */
export class TimelinePicture {
  readonly chartPlace = element('div', { class: 'chart', attributes: { role: 'img' } });
  readonly canvas: HTMLCanvasElement;
  rows = new Rows({ urls: [], lines: [] });
  view = new Viewport(this.rows);
  /** The row with the keyboard focus. */
  focused: number | undefined;
  readonly #chart: InFlightChart;
  #hasScan = false;
  #isPaintDue = false;

  constructor(texts: TimelineTexts) {
    this.canvas = element('canvas', {
      attributes: {
        tabindex: '0',
        role: 'application',
        'aria-roledescription': texts.picture,
        'aria-label': texts.picture,
        'aria-describedby': 'keys',
      },
    });
    this.#chart = new InFlightChart(this.chartPlace, marked => {
      this.view.showTime(marked);
      this.repaint();
    });
  }

  /** @param isSameList whether to keep the visible rows and the focused row */
  begin(scan: Begin, isSameList: boolean): void {
    this.#hasScan = true;
    this.rows = new Rows(scan);
    this.view = new Viewport(this.rows, isSameList ? this.view.range : undefined);
    if (!isSameList) this.focused = undefined;
  }

  /** Creates the chart again, in the current size and colours. */
  build(): void {
    const colours = themeColours();
    this.#chart.build(
      this.canvas.clientWidth || 600,
      { text: colours.text, grid: colours.faint, line: colours.firstByte },
      themeFont(),
    );
    this.repaint();
  }

  repaint(): void {
    if (this.#isPaintDue) return;
    this.#isPaintDue = true;
    requestAnimationFrame(() => {
      this.#isPaintDue = false;
      this.#paint();
    });
  }

  get drawing(): Drawing {
    const { clientHeight: height, clientWidth: width } = this.canvas;
    const { range, time } = this.view;
    const colours = themeColours();
    return { rows: this.rows.all, time, range, width, height, colours, focused: this.focused };
  }

  /** @param spot the point that does not move; by default the focused row, or else the middle */
  zoom(factor: number, spot: Partial<Spot> = this.focused === undefined ? {} : { row: this.focused }): void {
    this.view.zoom(factor, spot);
    this.repaint();
  }

  showAll(): void {
    this.view.showAll();
    this.repaint();
  }

  /** @param share of the visible time to move by @param rowsBy rows to move by */
  pan(share: number, rowsBy: number): void {
    this.view.pan(share * (this.view.time.to - this.view.time.from), rowsBy);
    this.repaint();
  }

  #paint(): void {
    const { clientHeight, clientWidth } = this.canvas;
    if (!this.#hasScan || !clientWidth) return;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(clientWidth * scale);
    this.canvas.height = Math.round(clientHeight * scale);
    const context = this.canvas.getContext('2d');
    if (!context) return;
    drawTimeline(new CanvasPainter(context, scale, themeFont()), this.drawing);
    this.#chart.show(inFlight(this.rows.all.map(({ timings }) => timings)), this.view.time);
  }
}
