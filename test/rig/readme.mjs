// Writes the tables of README.md that come from package.json:
//   node test/rig/readme.mjs
import fs from 'node:fs';
import path from 'node:path';
import { readManifest } from './manifest.mjs';
import { project } from './paths.mjs';

const file = path.join(project, 'README.md');

/** @typedef {import('./manifest.mjs').Json} Json */

/**
 * @param {string} current README.md as it is
 * @returns {string} as it has to be
 * @throws {Error} a mark is missing
 */
export function withTables(current, manifest = readManifest()) {
  let text = current;
  for (const [name, table] of Object.entries({
    commands: commandTable(manifest),
    settings: settingTable(manifest),
  })) {
    const part = new RegExp(`(<!-- ${name}: .*-->\n)[^]*?(\n<!-- /${name} -->)`);
    if (!part.test(text)) throw new Error(`README.md has no place for the ${name}`);
    text = text.replace(part, (_, start, end) => `${start}\n${table}\n${end}`);
  }
  return text;
}

/** @param {Json} manifest */
function settingTable({ contributes }) {
  const settings = Object.entries(contributes.configuration.properties).sort(
    ([, a], [, b]) => a.order - b.order,
  );
  return table(
    ['Setting', 'Default', ''],
    settings.map(([name, setting]) => [code(name), defaultOf(setting), description(setting)]),
  );
}

/** @param {Json} setting */
function defaultOf(setting) {
  const { type, default: value } = setting;
  if (type === 'boolean') return value ? 'on' : 'off';
  if (type === 'number' || type === 'integer') return String(value);
  return value.length ? code(value) : '';
}

/** @param {Json} setting */
function description(setting) {
  const { minimum, maximum } = setting;
  const text = setting.markdownDescription ?? setting.description;
  const values = setting.enum ? ` ${setting.enum.map(code).join(' or ')}.` : '';
  const bounds = minimum === undefined || maximum === undefined ? '' : ` ${minimum} to ${maximum}.`;
  return text.replace(/`#([\w.]+)#`/g, '`$1`').replaceAll('<', '&lt;') + values + bounds;
}

/** Where a command is, in the order in which people look. */
const PLACES = {
  'editor/title': 'title of the editor',
  'editor/context': 'menu of the editor',
  'explorer/context': 'Explorer',
  'view/title': 'title of the view',
  'view/item/context': 'menu in the view',
};

/** @param {Json} manifest */
function commandTable({ contributes }) {
  /** @type {Record<string, { command: string, when?: string }[]>} */
  const menus = contributes.menus;
  /** @param {string} menu @param {string} command */
  const isIn = (menu, command) => menus[menu]?.some(entry => entry.command === command);
  const hidden = new Set(
    menus.commandPalette?.filter(({ when }) => when === 'false').map(({ command }) => command),
  );
  /** @type {{ command: string, title: string }[]} */
  const commands = contributes.commands;
  // The command that turns a toggle off has the same place as the one that turns it on.
  const all = new Set(commands.map(({ command }) => command));
  const shown = commands.filter(
    ({ command }) => !all.has(command.replace(/Off$/, '')) || !command.endsWith('Off'),
  );
  const rows = shown.map(({ command, title }) => {
    const places = Object.entries(PLACES).flatMap(([menu, place]) => (isIn(menu, command) ? [place] : []));
    return [`**${title}**`, [...(hidden.has(command) ? [] : ['Command Palette']), ...places].join(', ')];
  });
  // A command without a menu is run by a click on a row.
  return table(
    ['Command', 'Where'],
    rows.filter(([, where]) => where),
  );
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}

/**
 * A table in the layout of the formatter.
 * @param {string[]} head
 * @param {(string | undefined)[][]} rows
 */
function table(head, rows) {
  const cells = [head, ...rows].map(row => row.map(cell => (cell ?? '').replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map(row => row[column]?.length ?? 0)));
  const [first, ...others] = cells.map(
    row => `| ${widths.map((width, column) => row[column]?.padEnd(width)).join(' | ')} |`,
  );
  return [first, `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`, ...others].join('\n');
}

if (import.meta.filename === process.argv[1]) {
  const current = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, withTables(current));
}
