// Small changes of a source file. A test that passes with one of them does not notice it. There are none that the types
// notice as a rule, such as `.` in the place of `?.`.
import module from 'node:module';
import { parse } from 'acorn';
import { fullAncestor } from 'acorn-walk';

/**
 * @typedef {object} Mutant
 * @property {number} start where the replaced text begins, in UTF-16 units
 * @property {number} end
 * @property {string} text what stands there instead
 * @property {number} line from 1
 * @property {string} was the lines that change, with single blanks between words
 * @property {string} is the same lines afterwards
 */

/** @typedef {import('acorn').AnyNode} Node */
/** @typedef {[start: number, end: number, text: string]} Change */

/** @type {Readonly<Record<string, readonly string[]>>} */
const OPERATORS = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&&': ['||'],
  '||': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '/=': ['*='],
  '|=': ['&='],
  '&=': ['|='],
  '??=': ['='],
  '||=': ['&&='],
  '&&=': ['||='],
  '++': ['--'],
  '--': ['++'],
};

const METHODS = new Map(
  Object.entries({
    startsWith: 'endsWith',
    endsWith: 'startsWith',
    toLowerCase: 'toUpperCase',
    toUpperCase: 'toLowerCase',
    trimStart: 'trimEnd',
    trimEnd: 'trimStart',
    some: 'every',
    every: 'some',
    min: 'max',
    max: 'min',
    indexOf: 'lastIndexOf',
    lastIndexOf: 'indexOf',
    push: 'unshift',
    unshift: 'push',
    shift: 'pop',
    pop: 'shift',
  }),
);

/** Methods that can be left out: what they are called on is of the same kind. */
const LEFT_OUT = new Set(
  'trim filter slice subarray sort toSorted reverse toReversed replace replaceAll normalize concat'.split(
    ' ',
  ),
);

/**
 * All mutants of a source file, in the order of their places.
 * @param {string} source TypeScript, or JavaScript modules
 * @returns {Mutant[]}
 */
export function mutantsOf(source) {
  const plain = withoutTypes(source);
  const ast = parse(plain, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  /** @type {Map<string, Change>} */
  const changes = new Map();
  fullAncestor(ast, (node, _state, ancestors) => {
    const parent = /** @type {Node | undefined} */ (ancestors.at(-2));
    for (const change of changesOf(/** @type {Node} */ (node), parent, plain)) {
      if (plain.slice(change[0], change[1]) !== change[2]) changes.set(change.join(), change);
    }
  });
  const sorted = [...changes.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return sorted.map(([start, end, text]) => {
    const first = source.lastIndexOf('\n', start - 1) + 1;
    const last = source.indexOf('\n', end);
    const [before, after] = [source.slice(first, start), source.slice(end, last < 0 ? undefined : last)];
    return {
      start,
      end,
      text,
      line: source.slice(0, start).split('\n').length,
      was: singleSpaced(before + source.slice(start, end) + after),
      is: singleSpaced(before + text + after),
    };
  });
}

/** @param {string} source */
function withoutTypes(source) {
  // The function is experimental, and says so once. That is no news to who asks for mutants.
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    const plain = module.stripTypeScriptTypes(source);
    if (plain.length !== source.length) throw new Error('Places differ once the types are removed');
    return plain;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** @param {string} text */
function singleSpaced(text) {
  return text.trim().replace(/\s+/g, ' ');
}

/**
 * @param {Node} node
 * @param {Node | undefined} parent
 * @param {string} plain
 * @returns {Iterable<Change>}
 */
function* changesOf(node, parent, plain) {
  const { start, end } = node;
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression': {
      const at = plain.indexOf(node.operator, node.left.end);
      for (const other of OPERATORS[node.operator] ?? []) yield [at, at + node.operator.length, other];
      if (node.operator === '??') yield [at, end, ''];
      break;
    }
    case 'UpdateExpression': {
      const at = node.prefix ? start : end - 2;
      for (const other of OPERATORS[node.operator] ?? []) yield [at, at + 2, other];
      break;
    }
    case 'UnaryExpression':
      if (node.operator === '!' || node.operator === '-') yield [start, start + 1, ' '];
      break;
    case 'IfStatement':
    case 'ConditionalExpression':
      yield [node.test.start, node.test.end, 'true'];
      yield [node.test.start, node.test.end, 'false'];
      break;
    case 'WhileStatement':
    case 'ForStatement':
      // Not `true`: a loop without an end is noticed by the limit alone, which takes its time.
      if (node.test) yield [node.test.start, node.test.end, 'false'];
      break;
    case 'ReturnStatement':
      // Literals have changes of their own.
      if (node.argument && node.argument.type !== 'Literal')
        yield [node.argument.start, node.argument.end, 'undefined'];
      break;
    case 'ArrowFunctionExpression':
      // Parentheses around an object literal do not belong to the body.
      if (node.expression && plain[node.body.start] !== '{')
        yield [node.body.start, node.body.end, 'undefined'];
      break;
    case 'ExpressionStatement':
      if (!node.directive && !isSuperCall(node.expression)) yield [start, end, ';'];
      break;
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      yield [start, end, ';'];
      break;
    case 'ArrayExpression':
      if (node.elements.length > 0) yield [start, end, '[]'];
      break;
    case 'TemplateLiteral':
      if (parent?.type !== 'TaggedTemplateExpression' && end - start > 2) yield [start, end, "''"];
      break;
    case 'CallExpression':
      yield* changesOfCall(node, plain);
      break;
    case 'Literal':
      if (!isName(node, parent)) yield* changesOfLiteral(node);
      break;
  }
}

/** @param {Node} node */
function isSuperCall(node) {
  return node.type === 'CallExpression' && node.callee.type === 'Super';
}

/**
 * Whether the literal is a key, the name of a module, or a directive.
 * @param {Node} node
 * @param {Node | undefined} parent
 */
function isName(node, parent) {
  if (!parent) return false;
  if ('source' in parent && parent.source === node) return true;
  if (parent.type === 'ImportAttribute' || ('directive' in parent && parent.directive)) return true;
  return 'key' in parent && parent.key === node && !('computed' in parent && parent.computed);
}

/**
 * @param {import('acorn').CallExpression} node
 * @param {string} plain
 * @returns {Iterable<Change>}
 */
function* changesOfCall(node, plain) {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return;
  const { name, start, end } = callee.property;
  const other = METHODS.get(name);
  if (other) yield [start, end, other];
  // `?.` ends a chain: without the method, the object may be missing.
  if (LEFT_OUT.has(name) && !callee.optional) yield [plain.lastIndexOf('.', start), node.end, ''];
}

/**
 * @param {import('acorn').Literal} node
 * @returns {Iterable<Change>}
 */
function* changesOfLiteral({ start, end, value, bigint, regex }) {
  if (bigint) yield [start, end, `${BigInt(bigint) + 1n}n`];
  else if (regex) for (const other of otherPatterns(regex)) yield [start, end, other];
  else if (typeof value === 'boolean') yield [start, end, String(!value)];
  else if (typeof value === 'number') yield [start, end, String(value + 1)];
  else if (typeof value === 'string' && value !== '') yield [start, end, "''"];
}

/**
 * The pattern without one of its quantifiers, anchors, alternatives' bars or flags at a time.
 * @param {{ pattern: string, flags: string }} regex
 * @returns {Iterable<string>}
 */
function* otherPatterns({ pattern, flags }) {
  /** @type {string[]} */
  const others = [];
  // Escapes and classes are passed over; `(?` is no quantifier.
  for (const { 0: part, index } of pattern.matchAll(
    /\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[=!:]?|[*+?^$|]|\{[\d,]+\}/gsu,
  )) {
    if (part.length > 1 && !part.startsWith('{')) {
      if (part.startsWith('[^')) others.push(`${pattern.slice(0, index)}[${pattern.slice(index + 2)}`);
      continue;
    }
    const other = part === '*' ? '+' : part === '+' ? '*' : '';
    others.push(pattern.slice(0, index) + other + pattern.slice(index + part.length));
    if (part === '+' || part === '*') others.push(pattern.slice(0, index) + pattern.slice(index + 1));
  }
  for (const other of others) if (isPattern(other, flags)) yield `/${other}/${flags}`;
  // Without `g`, `matchAll` and `replaceAll` throw: a mutant that everything notices.
  for (const flag of flags) {
    const rest = flags.replace(flag, '');
    if ('imsy'.includes(flag) && isPattern(pattern, rest)) yield `/${pattern}/${rest}`;
  }
}

/**
 * @param {string} pattern
 * @param {string} flags
 */
function isPattern(pattern, flags) {
  try {
    new RegExp(pattern, flags);
    return pattern !== '';
  } catch {
    return false;
  }
}
