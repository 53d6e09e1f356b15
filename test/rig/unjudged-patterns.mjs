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
const ofWalls = 'The repetition is bounded, and at most 48 KiB of a page are read.';

/** @type {readonly Unjudged[]} */
export const UNJUDGED = [
  { file: 'engine/model/term.ts', code: 'new RegExp(source, flags)', reason: ofPerson },
  {
    file: 'engine/model/term.ts',
    code: 'new RegExp(pattern, flags)',
    reason: `${ofPerson} A text is escaped.`,
    isJudgedLater: true,
  },
  {
    file: 'engine/lint/mixedScripts.ts',
    code: "new RegExp(String.raw`\\p{scx=${script}}`, 'u')",
    reason: `${ofConstants} It is one character class.`,
  },
  { file: 'engine/search/patternWorker.ts', code: 'new RegExp(source, flags)', reason: ofPerson },
  {
    file: 'engine/search/splitTerm.ts',
    code: "new RegExp(`${beginningOf(this.#text)}|${first}`, matchCase ? 'g' : 'gi')",
    reason: 'Made of a text, which is escaped.',
    isJudgedLater: true,
  },
  {
    file: 'engine/wording/asRead.ts',
    code: "new RegExp(`(?<=${SPACELESS})${WORD_BREAK}(?=${SPACELESS})`, 'uy')",
    reason: ofConstants,
    isJudgedLater: true,
  },
  {
    file: 'engine/wording/formC.ts',
    code: "new RegExp(MARKS, 'uy')",
    reason: ofConstants,
    isJudgedLater: true,
  },
  {
    file: 'engine/wording/formC.ts',
    code: "new RegExp(`${MARKS}{${MOST_MARKS + 1}}`, 'u')",
    reason: ofConstants,
    isJudgedLater: true,
  },
  {
    file: 'engine/markup/visibleBytes.ts',
    code: "new RegExp(`</${name}(?=[\\\\t\\\\n\\\\f\\\\r />])|[\\\\x0f\\\\x1c]`, 'gi')",
    reason: ofConstants,
    isJudgedLater: true,
  },
  {
    file: 'engine/request/robotWalls.ts',
    code: '/<form[^>]{0,100} action="\\/errors\\/validateCaptcha"/',
    reason: ofWalls,
  },
  {
    file: 'engine/request/robotWalls.ts',
    code: '/<(?:script|iframe)[^>]{0,300}captcha-delivery\\.com\\//',
    reason: ofWalls,
  },
  {
    file: 'engine/request/robotWalls.ts',
    code: '/<(?:script|link)[^>]{0,200}\\/_fs-ch-[A-Za-z\\d]/',
    reason: ofWalls,
  },
  { file: 'engine/request/robotWalls.ts', code: '/<div[^>]{0,100} id="px-captcha"/', reason: ofWalls },
  {
    file: 'engine/request/robotWalls.ts',
    code: '/<iframe[^>]{0,300}\\/_Incapsula_Resource\\?/',
    reason: ofWalls,
  },
];
