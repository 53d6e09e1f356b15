/** The output of `--compare`. */

import { type Difference, differences, type ModelResult } from '../engine/compare/comparison.ts';
import type { CpuResult } from '../engine/compare/cpuModel.ts';
import { cpuNote, whyCpuText } from '../engine/compare/cpuModelTexts.ts';
import { modelTexts } from '../engine/compare/modelTexts.ts';
import { speedUpText, whyText } from '../engine/compare/whyModels.ts';
import { displayUrl } from '../engine/wording/safeText.ts';

/** Limit for the URLs that are listed as different. The number of further ones is printed. */
const MOST_DIFFERENCES = 20;

/** In characters, without the indentation. */
const LONGEST_LINE = 96;

/**
 * The text of the comparison: two tables, the differences, and the reasons for the results.
 * @param targets URLs of the list
 * @param cpu results of the searches without the network; may be empty
 */
export function comparisonReport(
  results: readonly ModelResult[],
  targets: readonly string[],
  cpu: readonly CpuResult[],
): string {
  return [
    networkTable(results),
    '',
    agreement(results, targets),
    ...results.flatMap(result => {
      const { name, tutorial } = modelTexts(result.model);
      return ['', `${name} (${tutorial})`, ...wrapped(whyText(result, results))];
    }),
    ...(cpu[0] ? ['', ...wrapped(cpuNote(cpu[0]), ''), '', cpuTable(cpu)] : []),
    ...reasons(cpu).flatMap(([names, why]) => ['', names, ...wrapped(why)]),
  ].join('\n');
}

/** Explanations of the results without the network. Models with the same explanation share it. */
function reasons(cpu: readonly CpuResult[]): (readonly [names: string, why: string])[] {
  return [...Map.groupBy(cpu, result => whyCpuText(result, cpu))].map(([why, same]) => [
    same.map(({ name, tutorial }) => `${name} (${tutorial})`).join(', '),
    why,
  ]);
}

function cpuTable(cpu: readonly CpuResult[]): string {
  const base = cpu[0]?.wall ?? 0;
  return table(
    ['Model', 'Workers', 'Time', 'Speed-up', 'CPU', 'Mentions'],
    cpu.map(({ cpu, matches, name, wall, workers }) => [
      name,
      String(workers),
      seconds(wall),
      `${(base / Math.max(1, wall)).toFixed(1)} ×`,
      seconds(cpu),
      String(matches),
    ]),
  );
}

function networkTable(results: readonly ModelResult[]): string {
  const head = [
    'Model',
    'Processes × requests',
    'Time',
    'Speed-up',
    'CPU',
    'Memory',
    'At once',
    'Responses',
    'Mentions',
    'Failed',
  ];
  const rows = results.map(result => {
    const { mostInFlight, plan, tally, usage, wall } = result;
    return [
      modelTexts(result.model).name,
      `${plan.processes} × ${plan.requests}`,
      seconds(wall),
      speedUpText(result, results),
      usage ? seconds(usage.cpu) : '–',
      usage ? `${Math.round(usage.peakMemory / 1024 ** 2)} MiB` : '–',
      String(mostInFlight),
      String(tally.responses),
      String(tally.mentions),
      tally.cancelled ? 'stopped' : String(tally.failed),
    ];
  });
  return table(head, rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(row => (row[column] as string).length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column ? cell.padStart(widths[column] as number) : cell.padEnd(widths[0] as number),
      )
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function agreement(results: readonly ModelResult[], targets: readonly string[]): string {
  const complete = results.filter(({ tally }) => !tally.cancelled);
  if (complete.length < 2) return 'Fewer than two models finished, so there is nothing to compare.';
  const found = differences(results);
  if (!found.length) return 'All models agree on every URL.';
  const title =
    found.length === 1
      ? 'The web answered differently on 1 URL:'
      : `The web answered differently on ${found.length} URLs:`;
  const shown = found
    .slice(0, MOST_DIFFERENCES)
    .map(each => `  ${displayUrl(targets[each.target] ?? '')}\n${verdicts(each, complete)}`);
  const more = found.length - shown.length;
  return [title, ...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}

function verdicts(difference: Difference, complete: readonly ModelResult[]): string {
  return difference.verdicts
    .map((verdict, index) => `    ${modelTexts((complete[index] as ModelResult).model).name}: ${verdict}`)
    .join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

/** Breaks a text into lines of at most 96 characters. A longer word gets a line of its own. */
function wrapped(text: string, indent = '  '): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= LONGEST_LINE)
      lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return lines.map(line => `${indent}${line}`);
}
