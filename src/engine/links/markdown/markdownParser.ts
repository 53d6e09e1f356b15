/** The parser of Markdown, with limits that keep its work in proportion to the text. */

import {
  type BlockContext,
  type LeafBlock,
  type LeafBlockParser,
  type Line,
  type MarkdownConfig,
  type MarkdownParser,
  parser,
  Strikethrough,
  Table,
} from '@lezer/markdown';

/** The name of nodes whose text the parser has not read. */
export const UNREAD = 'Unread';

/** Characters with which the parser compares others, or from which it searches to the end of the paragraph. */
const DELIMITERS = /[[\]()*_~!<`]/g;

/**
 * The largest product of the length of a text and its number of delimiters, to which the parser's time may grow. Such a
 * text takes some milliseconds.
 */
const MOST_WORK = 4_000_000;

/** In UTF-16 units: how long a paragraph is before the rest of it becomes another one, at the beginning of a line. */
const LONGEST_PARAGRAPH = 16 * 1024;

/** The same for one that may be a definition: after each line, the parser reads it from the beginning. */
const LONGEST_DEFINITION = 4 * 1024;

/** How deeply lists and quotes are nested at most. For each line, the parser looks at all that are open. */
const DEEPEST = 50;

/** In UTF-16 units. A line of a table with more space in front of it makes the parser slow. */
const WIDEST_INDENT = 200;

/** A text with too many delimiters is left unread. */
const denseText: MarkdownConfig = {
  defineNodes: [UNREAD],
  parseInline: [
    {
      name: 'DenseText',
      before: 'Escape',
      parse(context, _, position) {
        if (position !== context.offset) return -1;
        const text = context.slice(position, context.end);
        if (text.length * delimitersIn(text) <= MOST_WORK) return -1;
        return context.addElement(context.elt(UNREAD, position, context.end));
      },
    },
  ],
};

/** Lines in too many lists and quotes are left unread. */
const deepBlocks: MarkdownConfig = {
  parseBlock: [
    {
      name: 'DeepBlock',
      before: 'LinkReference',
      parse(context, line) {
        if (context.depth <= DEEPEST || line.pos >= line.text.length) return false;
        const { lineStart } = context;
        context.addElement(context.elt(UNREAD, lineStart + line.pos, lineStart + line.text.length));
        context.nextLine();
        return true;
      },
    },
  ],
};

/** Ends a paragraph that is too long, or that has too many delimiters. */
class ParagraphLimit implements LeafBlockParser {
  readonly #longest: number;
  #delimiters: number;
  #isTable: boolean | undefined;

  constructor({ content }: LeafBlock) {
    const mayBeDefinition = content.startsWith('[');
    this.#longest = mayBeDefinition ? LONGEST_DEFINITION : LONGEST_PARAGRAPH;
    this.#delimiters = delimitersIn(content);
    if (mayBeDefinition) this.#isTable = false;
  }

  nextLine(context: BlockContext, line: Line, leaf: LeafBlock): boolean {
    // The parser reads each cell of a table on its own. The second line of a table has no other characters.
    this.#isTable ??= line.next !== -1 && /^[\s|:-]*$/.test(line.text.slice(line.pos));
    if (this.#isTable) return false;
    const { length } = leaf.content;
    if (length <= this.#longest && length * this.#delimiters <= MOST_WORK / 4) {
      this.#delimiters += delimitersIn(line.text);
      return false;
    }
    const { parser } = context;
    const children = parser.parseInline(leaf.content, leaf.start);
    context.addLeafElement(leaf, context.elt('Paragraph', leaf.start, leaf.start + length, children));
    return true;
  }

  finish(): boolean {
    return false;
  }
}

const paragraphLimit: MarkdownConfig = {
  parseBlock: [
    { name: 'ParagraphLimit', before: 'LinkReference', leaf: (_, leaf) => new ParagraphLimit(leaf) },
  ],
};

/** Tables, whose beginning is not looked for in a line with very much space. */
const tables: MarkdownConfig = {
  ...Table,
  parseBlock: (Table.parseBlock ?? []).map(block => ({
    ...block,
    endLeaf: (context, line, leaf) =>
      /[^\s>]/.test(context.peekLine().slice(0, WIDEST_INDENT)) &&
      (block.endLeaf?.(context, line, leaf) ?? false),
  })),
};

/**
 * CommonMark with tables and deleted text. Lines end with a line feed only: others confuse the parser. Hard breaks are
 * not read: the parser looks through a row of spaces anew from each of them.
 */
export const markdownParser: MarkdownParser = parser.configure([
  { remove: ['HardBreak'] },
  Strikethrough,
  tables,
  denseText,
  deepBlocks,
  paragraphLimit,
]);

function delimitersIn(text: string): number {
  return text.match(DELIMITERS)?.length ?? 0;
}
