/** Prints a report, and keeps it as Markdown. */

import fs from 'node:fs';
import path from 'node:path';
import { benchOut } from '../contenders/build.ts';
import { asMarkdown, asText, type Table } from './table.ts';

/** Prints at once, and collects the text that `save` writes. */
export class Report {
  readonly #markdown: string[] = [];

  heading(text: string): void {
    console.log(`\n── ${text} ──\n`);
    this.#markdown.push(`## ${text}`);
  }

  table(table: Table): void {
    console.log(asText(table));
    this.#markdown.push(asMarkdown(table));
  }

  /** Lines below each other. */
  lines(lines: readonly string[]): void {
    if (!lines.length) return;
    console.log(lines.map(line => `  ${line}`).join('\n'));
    this.#markdown.push(lines.map(line => `- ${line}`).join('\n'));
  }

  /** @param name of the file, without its ending */
  save(name: string): void {
    fs.mkdirSync(benchOut, { recursive: true });
    const file = path.join(benchOut, `${name}.md`);
    fs.writeFileSync(file, `# Benchmark\n\n${this.#markdown.join('\n\n')}\n`);
    console.log(`\nThe same as Markdown: ${path.relative(process.cwd(), file)}`);
  }
}
