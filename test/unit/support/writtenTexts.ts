/** Finds the texts for people in a source file, and whether they go through l10n. */

import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { type AnyNode, type CallExpression, type NewExpression, parse } from 'acorn';
import { fullAncestor } from 'acorn-walk';

export interface WrittenText {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

export interface Texts {
  /** The messages that go through l10n, with their comments as in the bundles. */
  readonly translated: readonly WrittenText[];
  /** Texts for people that do not go through l10n. */
  readonly untranslated: readonly WrittenText[];
  /** Calls of l10n whose message is not a literal, so that the export misses it. */
  readonly unseen: readonly WrittenText[];
}

/** Places where even a single word is a text for people. */
const SHOWN_PROPERTIES = new Set(
  'accessibilityInformation description detail label message openLabel placeHolder placeholder prompt saveLabel title tooltip validationMessage'.split(
    ' ',
  ),
);

const SHOWING_CALLS = new Set([
  'showErrorMessage',
  'showInformationMessage',
  'showWarningMessage',
  'TreeItem',
]);

/** Errors whose message is shown to people. The message of any other error only goes to the log. */
const SHOWN_ERRORS = /^(?:Invalid\w+Error|FailureError|UsageError)$/;

const LOGS = new Set(['debug', 'error', 'info', 'trace', 'warn']);

type Call = CallExpression | NewExpression;

/** Reads a TypeScript file. */
export function textsIn(path: string): Texts {
  return textsOf(readFileSync(path, 'utf8'));
}

export function textsOf(source: string): Texts {
  const translated: WrittenText[] = [];
  const untranslated: WrittenText[] = [];
  const unseen: WrittenText[] = [];
  // Types are replaced by white space, so that line numbers stay the same.
  const program = parse(stripTypeScriptTypes(source), {
    ecmaVersion: 'latest',
    sourceType: 'module',
    locations: true,
  });
  fullAncestor(program, (node, _state, ancestors) => {
    const line = node.loc?.start.line ?? 0;
    if (isTranslation(node)) {
      const message = messageOf(node);
      if (message === undefined) unseen.push({ text: source.slice(node.start, node.end), line });
      else translated.push({ text: message, line });
      return;
    }
    const written = textOf(node);
    if (written === undefined) return;
    const text = withoutMarkup(written);
    const above = ancestors.slice(0, -1).toReversed();
    if (isElsewhere(node, above)) return;
    if (isSentence(text) || isTitle(text) || (isWord(text) && isShown(node, above)))
      untranslated.push({ text, line });
  });
  return { translated, untranslated, unseen };
}

/** The text of a literal; `{}` stands for the values in a template. */
function textOf(node: AnyNode): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return node.type === 'TemplateLiteral'
    ? node.quasis.map(({ value }) => value.cooked ?? '').join('{}')
    : undefined;
}

/** Icons, and tags without the attributes that people read. */
function withoutMarkup(text: string): string {
  const tagless = text.replace(/<[a-z/!?][^<>]*>/gi, tag => {
    return `\n${(tag.match(/(?<=\b(?:alt|aria-label|title)=")[^"]*/g) ?? []).join('\n')}\n`;
  });
  const bare = tagless.replace(/\$\([a-z~-]+\)\s?|&[a-z]+;/g, '');
  return tagless === text ? bare : bare.trim().replaceAll(/\s*\n\s*/g, '\n');
}

/** More than a name: a word beside a space. */
function isSentence(text: string): boolean {
  return /\p{L}{2}/u.test(text) && /\p{L}[^\s{}]* |[^\S\n]\S*\p{L}/u.test(text);
}

/** A single word as buttons have it: names in code are hardly ever capitalized. */
function isTitle(text: string): boolean {
  return /^\p{Lu}\p{Ll}+…?$/u.test(text);
}

function isWord(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}

/** `l10n.t(…)` and `vscode.l10n.t(…)`. */
function isTranslation(node: AnyNode): node is CallExpression {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  if (property.type !== 'Identifier' || property.name !== 't') return false;
  return nameOf(object) === 'l10n';
}

/** The key of a message in the bundles. */
function messageOf({ arguments: [first] }: CallExpression): string | undefined {
  if (first?.type === 'Literal' && typeof first.value === 'string') return first.value;
  if (first?.type !== 'ObjectExpression') return undefined;
  const partOf = (name: string) => {
    for (const each of first.properties) {
      if (each.type !== 'Property' || nameOf(each.key) !== name) continue;
      return each.value.type === 'Literal' ? String(each.value.value) : undefined;
    }
    return undefined;
  };
  const message = partOf('message');
  const comment = partOf('comment');
  return message === undefined || comment === undefined ? undefined : `${message}/${comment}`;
}

/** Whether the place of a literal shows that it is not a text for people. */
function isElsewhere(node: AnyNode, above: readonly AnyNode[]): boolean {
  let inner = node;
  for (const outer of above) {
    // An export has a declaration in between.
    if (/^(?:Import|Export)/.test(outer.type) && inner.type === 'Literal') return true;
    if (outer.type === 'ExpressionStatement' && outer.directive) return true;
    if (outer.type === 'Property' && outer.key === inner && !outer.computed) return true;
    // A list of words in one literal.
    if (outer.type === 'MemberExpression' && outer.object === inner && nameOf(outer.property) === 'split')
      return true;
    if (outer.type === 'BinaryExpression' && /^[=!]==$/.test(outer.operator)) return true;
    if (outer.type === 'CallExpression' || outer.type === 'NewExpression') {
      const index = (outer.arguments as AnyNode[]).indexOf(inner);
      if (index >= 0 && isForNobody(outer, index)) return true;
    }
    // A function within an argument is not the argument itself.
    if (/Function/.test(outer.type)) return false;
    inner = outer;
  }
  return false;
}

function isForNobody(call: Call, index: number): boolean {
  const name = nameOf(call.callee);
  if (call.type === 'NewExpression')
    return name === 'RegExp' || (/Error$/.test(name) && !SHOWN_ERRORS.test(name));
  if (call.callee.type === 'Super') return true;
  // The key of a message, compared as a key.
  if (name === 't') return index === 0 && isTranslation(call);
  if (name === 'failure') return index === 2;
  const { callee } = call;
  return LOGS.has(name) && callee.type === 'MemberExpression' && /log|channel/i.test(nameOf(callee.object));
}

/** Nodes that pass a literal on: the literal in them is the value of the place. */
const PASSED_ON = new Set<AnyNode['type']>([
  'ArrayExpression',
  'ArrowFunctionExpression',
  'BinaryExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'TemplateLiteral',
]);

/** Whether a single word at this place is shown. */
function isShown(node: AnyNode, above: readonly AnyNode[]): boolean {
  let inner = node;
  for (const outer of above) {
    if (outer.type === 'Property') return outer.value === inner && SHOWN_PROPERTIES.has(nameOf(outer.key));
    if (outer.type === 'AssignmentExpression') {
      return (
        outer.right === inner &&
        outer.left.type === 'MemberExpression' &&
        SHOWN_PROPERTIES.has(nameOf(outer.left.property))
      );
    }
    if (outer.type === 'CallExpression' || outer.type === 'NewExpression') {
      const name = nameOf(outer.callee);
      if (name === 'failure') return (outer.arguments as AnyNode[]).indexOf(inner) === 1;
      return SHOWING_CALLS.has(name) || (outer.type === 'NewExpression' && SHOWN_ERRORS.test(name));
    }
    if (!PASSED_ON.has(outer.type)) return false;
    inner = outer;
  }
  return false;
}

/** The last name of an expression such as `a.b.c` or `this.#c`. */
function nameOf(node: AnyNode): string {
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') return node.name;
  if (node.type === 'MemberExpression') return nameOf(node.property);
  return node.type === 'Literal' ? String(node.value) : '';
}
