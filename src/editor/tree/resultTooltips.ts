/** The tooltips of the rows in the results tree. */

import { failureOf, finalUrlOf } from '../../engine/model/outcome.ts';
import { underWayText } from '../../engine/report/verdictWords.ts';
import { displayUrl, safeText } from '../../engine/wording/safeText.ts';
import { seconds, size } from '../../engine/wording/units.ts';
import type { HoldNode, ResultNode, RunningNode } from '../model/resultNodes.ts';
import type { TrackedLine } from '../model/trackedLines.ts';
import { heldSentence, pauseSentence, secondsSince } from '../wording/verdicts.ts';

/**
 * The tooltip of a row. It is plain text, because text of pages and servers must not be rendered. It is not part of the
 * tree item, because every repaint sends all items, and few tooltips are ever shown.
 * @returns `undefined` if the label is enough
 */
export function tooltipOf(node: ResultNode): string | undefined {
  switch (node.type) {
    case 'url':
      return factsText(node.line);
    case 'match':
      return [node.match.text, ...(node.match.frame ? [node.match.frame.url] : [])].join('\n');
    case 'running':
      return runningText(node);
    case 'hold':
      return heldText(node);
    default:
      return undefined;
  }
}

function runningText({ line, session, target }: RunningNode): string {
  const pause = session.requests.pauseOf(target);
  const time = secondsSince(session.requests.of(target)?.since);
  return [displayUrl(line.text), underWayText(time), ...(pause ? [pauseSentence(pause)] : [])].join('\n');
}

function heldText({ host, session }: HoldNode): string {
  const hold = session.requests.holds.find(each => each.host === host);
  const name = safeText(host);
  return hold ? `${name}\n${heldSentence(hold.targets.length, hold.pause)}` : name;
}

function factsText({ text, outcome }: TrackedLine): string {
  const lines = [displayUrl(text)];
  const finalUrl = outcome && finalUrlOf(text, outcome);
  if (finalUrl && displayUrl(finalUrl) !== displayUrl(text)) lines.push(`→ ${displayUrl(finalUrl)}`);
  const reason = outcome && failureOf(outcome);
  if (reason) lines.push(reason.message);
  if (outcome?.note) lines.push(outcome.note);
  const facts = [
    outcome?.status,
    outcome?.mediaType,
    outcome?.charset,
    outcome?.bytes ? size(outcome.bytes) : undefined,
    outcome?.ms ? seconds(outcome.ms) : undefined,
  ].filter(Boolean);
  if (facts.length) lines.push(facts.join(' · '));
  return lines.map(safeText).join('\n');
}
