/** The chart above the timeline: the number of requests under way. */

import '../shared/locale.ts';
import uPlot from 'uplot';
import type { Step } from '../../engine/model/inFlight.ts';
import { GUTTER } from './drawTimeline.ts';
import type { Range } from './viewRange.ts';

/** In pixels. */
const HEIGHT = 96;
const GAP = 8;

export interface ChartColours {
  readonly text: string;
  readonly grid: string;
  readonly line: string;
}

export class InFlightChart {
  readonly #place: HTMLElement;
  readonly #onZoom: (time: Range) => void;
  #plot: uPlot | undefined;
  #data: uPlot.AlignedData = [[0], [0]];

  /** @param onZoom called when a person marks a range of time */
  constructor(place: HTMLElement, onZoom: (time: Range) => void) {
    this.#place = place;
    this.#onZoom = onZoom;
  }

  /** Creates the chart, or creates it again for another size or theme. */
  build(width: number, colours: ChartColours, font: string): void {
    this.#plot?.destroy();
    const axis = {
      stroke: colours.text,
      font,
      grid: { stroke: colours.grid, width: 1 },
      ticks: { show: false },
    };
    this.#plot = new uPlot(
      {
        width,
        height: HEIGHT,
        legend: { show: false },
        // uPlot does not zoom (`setScale`): `onZoom` zooms the chart together with the rows.
        cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
        padding: [GAP, 0, 0, 0],
        scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
        axes: [
          // No labels: the rows below have the same axis, with labels.
          { ...axis, size: 4, space: 110, values: (_, values) => values.map(() => '') },
          {
            ...axis,
            size: GUTTER,
            space: 24,
            incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
          },
        ],
        series: [
          {},
          {
            stroke: colours.line,
            fill: `color-mix(in srgb, ${colours.line} 25%, transparent)`,
            width: 1.5,
            points: { show: false },
            ...(uPlot.paths.stepped ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
          },
        ],
        hooks: {
          setSelect: [
            ({ posToVal, select }) => {
              if (select.width < 3) return;
              this.#onZoom({
                from: posToVal.call(this.#plot as uPlot, select.left, 'x'),
                to: posToVal.call(this.#plot as uPlot, select.left + select.width, 'x'),
              });
              this.#plot?.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            },
          ],
        },
      },
      this.#data,
      this.#place,
    );
  }

  show(steps: readonly Step[], time: Range): void {
    const last = steps.at(-1)?.[1] ?? 0;
    this.#data = [
      [...steps.map(([at]) => at), Math.max(time.to, steps.at(-1)?.[0] ?? 0)],
      [...steps.map(([, count]) => count), last],
    ];
    this.#plot?.setData(this.#data, false);
    this.#plot?.setScale('x', { min: time.from, max: Math.max(time.from + 1, time.to) });
  }
}
