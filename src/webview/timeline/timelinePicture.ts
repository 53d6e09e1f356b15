/** The picture of the timeline on its canvas, and the chart of the requests at once above it. */

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

/** Holds the rows, what is seen of them and which one is focused. It is painted at most once a frame. */
export class TimelinePicture {
  readonly chartPlace = element('div', { class: 'chart', attributes: { role: 'img' } });
  readonly canvas: HTMLCanvasElement;
  rows = new Rows({ urls: [], lines: [] });
  view = new Viewport(this.rows);
  /** The row that the keyboard is at. */
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

  /** @param isSameList whether the same rows are still seen, and the same one is focused */
  begin(scan: Begin, isSameList: boolean): void {
    this.#hasScan = true;
    this.rows = new Rows(scan);
    this.view = new Viewport(this.rows, isSameList ? this.view.range : undefined);
    if (!isSameList) this.focused = undefined;
  }

  /** Makes the chart anew, in the size and the colours of now. */
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

  /** @param spot what stays where it is; the focused row, or the middle, without */
  zoom(factor: number, spot: Partial<Spot> = this.focused === undefined ? {} : { row: this.focused }): void {
    this.view.zoom(factor, spot);
    this.repaint();
  }

  showAll(): void {
    this.view.showAll();
    this.repaint();
  }

  /** @param share of the time that is seen */
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
