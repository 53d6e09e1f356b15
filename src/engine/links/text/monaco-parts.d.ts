/** Types for an internal file of the Monaco editor, which has types only for its interface. */
declare module 'monaco-editor/editor/common/languages/linkComputer' {
  /** Lines count from 1. */
  interface Lines {
    getLineCount(): number;
    getLineContent(line: number): string;
  }

  /** Lines and columns count from 1. A link ends in the line in which it begins. */
  interface Link {
    readonly range: {
      readonly startLineNumber: number;
      readonly startColumn: number;
      readonly endColumn: number;
    };
    readonly url: string;
  }

  export function computeLinks(lines: Lines): Link[];
}
