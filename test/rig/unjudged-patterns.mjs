// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it quotes code with templates
// The expressions that test/rig/patterns.mjs finds in src/ and cannot judge, and those that it judges wrongly. Each has
// the reason why it is safe. An entry whose expression is gone is a fault, so that the list does not outlive the code.

/**
 * @typedef {object} Unjudged
 * @property {string} file below src/
 * @property {string} code the expression as it stands in the source
 * @property {string} reason
 * @property {boolean} [isJudgedLater] whether test/unit/patterns.test.ts judges the finished expression
 */

const ofPerson =
  'The expression of the person who scans. It runs in a worker thread, which is ended at its time limit.';
const ofConstants = 'Built once, from constants.';

/** @type {readonly Unjudged[]} */
export const UNJUDGED = [
  { file: 'engine/model/term.ts', code: 'new RegExp(source, flags)', reason: ofPerson },
  {
    file: 'engine/model/term.ts',
    code: 'new RegExp(pattern, flags)',
    reason: `${ofPerson} A text is escaped.`,
    isJudgedLater: true,
  },
  { file: 'engine/search/patternWorker.ts', code: 'new RegExp(source, flags)', reason: ofPerson },
  {
    file: 'engine/search/bytePrefilter.ts',
    code: "new RegExp(source, flags.replace(/[gu]/g, ''))",
    reason: 'Made of texts only, which are escaped.',
    isJudgedLater: true,
  },
  {
    file: 'engine/search/normalForm.ts',
    code: "new RegExp(`[\\\\s\\\\S]${MARKS}*`, 'gu')",
    reason: ofConstants,
    isJudgedLater: true,
  },
  {
    file: 'engine/search/normalForm.ts',
    code: "new RegExp(`${MARKS}+`, 'uy')",
    reason: ofConstants,
    isJudgedLater: true,
  },
  {
    file: 'engine/search/visibleBytes.ts',
    code: "new RegExp(`</${name}(?=[\\\\t\\\\n\\\\f\\\\r />])|[\\\\x0f\\\\x1c]`, 'gi')",
    reason: ofConstants,
    isJudgedLater: true,
  },
];
