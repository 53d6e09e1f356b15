// node test/rig/patterns.mjs
// Judges every regular expression of src/: none may need more than linear time for any text. Part of `npm run check`,
// and of the step `lint` of `npm test`. Two judges, because each finds what the other does not: recheck (exponential and
// polynomial backtracking) and scslre (which also sees expressions that are tried again at every character).
import fs from 'node:fs';
import * as nodeModule from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { full } from 'acorn-walk';
import { wentOnElsewhere } from './pass-through.mjs';
import { project } from './paths.mjs';
import { UNJUDGED } from './unjudged-patterns.mjs';

// Without this, recheck starts a Java or a native program if it finds one, and the verdicts depend on the machine.
process.env.RECHECK_BACKEND = 'pure';

/**
 * In milliseconds. An expression that is not judged by then is a fault, so the limit only ends what would never end. The
 * slowest expression takes some seconds of the processor; a busy machine takes many times as long.
 */
const LIMIT = 5 * 60_000;

/**
 * In milliseconds. Recheck calls an expression slow if one of its attacks takes longer. Its own limit of a second would
 * make the verdict depend on what else the machine does.
 */
const ATTACK_LIMIT = 10_000;

/**
 * @typedef {object} Pattern
 * @property {string} source
 * @property {string} flags
 * @property {number} line from 1
 *
 * @typedef {object} Found
 * @property {Pattern[]} literals
 * @property {{ code: string, line: number }[]} built calls that build an expression from strings
 */

/**
 * The regular expressions of a TypeScript file.
 * @param {string} text
 * @returns {Found}
 */
export function patternsOf(text) {
  // Types become blanks, so lines stay.
  const script = nodeModule.stripTypeScriptTypes(text);
  /** @type {Found} */
  const found = { literals: [], built: [] };
  full(parse(script, { ecmaVersion: 'latest', sourceType: 'module', locations: true }), node => {
    const line = node.loc?.start.line ?? 0;
    const each = /** @type {any} */ (node);
    if (each.type === 'Literal' && each.regex) {
      found.literals.push({ source: each.regex.pattern, flags: each.regex.flags, line });
    }
    if (buildsPattern(each)) {
      found.built.push({ code: script.slice(node.start, node.end).replace(/\s+/g, ' '), line });
    }
  });
  return found;
}

/**
 * `RegExp(…)`, `new RegExp(…)`, and the methods that make an expression of a string.
 * @param {any} node
 */
function buildsPattern({ type, callee, arguments: args }) {
  if (type !== 'NewExpression' && type !== 'CallExpression') return false;
  if (callee.name === 'RegExp' || callee.property?.name === 'RegExp') return true;
  const isSearch = ['match', 'matchAll', 'search'].includes(callee.property?.name);
  const [first] = args;
  return isSearch && (first?.type === 'TemplateLiteral' || typeof first?.value === 'string');
}

/**
 * Judges an expression.
 * @param {{ readonly source: string, readonly flags: string }} pattern
 * @returns {Promise<string | undefined>} what is wrong with it
 */
export async function faultOf({ source, flags }) {
  const [{ checkSync }, { analyse }] = await Promise.all([import('recheck'), import('scslre')]);
  const verdict = checkSync(source, flags, {
    timeout: LIMIT,
    attackTimeout: ATTACK_LIMIT,
    randomSeed: 1,
  });
  if (verdict.status === 'vulnerable') return `${verdict.complexity.summary} (recheck)`;
  if (verdict.status === 'unknown') return `not judged: ${verdict.error.kind} (recheck)`;
  const [report] = analyse({ source, flags }).reports;
  if (!report) return undefined;
  const degree = report.exponential ? 'exponential' : 'polynomial';
  return `${degree} on repeated ${JSON.stringify(report.character.pick)} (scslre)`;
}

/**
 * Judges all TypeScript files of a folder.
 * @param {string} folder
 * @param {readonly import('./unjudged-patterns.mjs').Unjudged[]} unjudged
 * @returns {Promise<{ count: number, faults: string[] }>} number of expressions, and one line for each fault
 */
export async function judgePatterns(folder, unjudged) {
  const known = new Map(unjudged.map(each => [`${each.file}: ${each.code}`, false]));
  const isKnown = (/** @type {string} */ name) => known.has(name) && known.set(name, true);
  const faults = [];
  let count = 0;
  for (const file of fs.globSync('**/*.ts', { cwd: folder }).sort()) {
    const name = file.split(path.sep).join('/');
    const { literals, built } = patternsOf(fs.readFileSync(path.join(folder, file), 'utf8'));
    count += literals.length + built.length;
    for (const { line, ...pattern } of literals) {
      const code = `/${pattern.source}/${pattern.flags}`;
      const fault = await faultOf(pattern);
      if (fault && !isKnown(`${name}: ${code}`)) faults.push(`${name}:${line}: ${code}: ${fault}`);
    }
    for (const { code, line } of built) {
      if (!isKnown(`${name}: ${code}`)) {
        faults.push(
          `${name}:${line}: ${code}: built from strings; list it in test/rig/unjudged-patterns.mjs`,
        );
      }
    }
  }
  for (const [name, isUsed] of known) if (!isUsed) faults.push(`${name}: is listed, and is not needed`);
  return { count, faults };
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !(await wentOnElsewhere(import.meta.url))) {
  // Node.js warns that it strips types.
  process.removeAllListeners('warning');
  const { count, faults } = await judgePatterns(path.join(project, 'src'), UNJUDGED);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`Judged ${count} regular expressions.`);
}
