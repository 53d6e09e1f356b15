/** The theme's colours and font, as the timeline draws with them. */

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
    failed: themeColour('list-errorForeground', 'errorForeground'),
    found: themeColour('testing-iconPassed', 'charts-green'),
    focus: themeColour('focusBorder', 'foreground'),
    border: themeColour('contrastBorder') && themeColour('editor-background'),
  };
}

export function themeFont(): string {
  const { fontFamily } = getComputedStyle(document.body);
  return `11px ${fontFamily}`;
}
