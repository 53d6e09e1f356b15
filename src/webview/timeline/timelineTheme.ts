/** The colours and the font of the theme, for the timeline. */

import { VERDICT_LOOKS } from '../../engine/report/verdictLooks.ts';
import { themeColour } from '../shared/dom.ts';
import type { Colours } from './drawTimeline.ts';

export function themeColours(): Colours {
  return {
    queue: themeColour('charts-lines', 'descriptionForeground'),
    wait: themeColour('charts-red', 'errorForeground'),
    name: themeColour('charts-purple'),
    // High contrast has no orange.
    connect: themeColour('charts-orange', 'terminal-ansiCyan'),
    tls: themeColour('charts-yellow'),
    firstByte: themeColour('charts-blue'),
    body: themeColour('charts-green'),
    match: themeColour('charts-foreground', 'foreground'),
    text: themeColour('foreground'),
    faint: themeColour('charts-lines', 'panel-border', 'foreground'),
    background: themeColour('editor-background'),
    verdicts: verdictColours(),
    focus: themeColour('focusBorder', 'foreground'),
    border: themeColour('contrastBorder') && themeColour('editor-background'),
  };
}

/** VS Code names the variable of a theme colour by its identifier, with `-` for each dot. */
function verdictColours(): Colours['verdicts'] {
  const colours = Object.entries(VERDICT_LOOKS).map(([kind, { color }]) => [
    kind,
    themeColour(color.replaceAll('.', '-'), 'foreground'),
  ]);
  return Object.fromEntries(colours) as Colours['verdicts'];
}

export function themeFont(): string {
  const { fontFamily } = getComputedStyle(document.body);
  return `11px ${fontFamily}`;
}
