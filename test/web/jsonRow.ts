/** A line of what `--json` prints. */

/** One line of the output of `--json`. */
export interface JsonRow {
  file: string;
  line: number;
  column: number;
  endColumn: number;
  url: string;
  finalUrl: string | null;
  outcome: string;
  code: string | null;
  message: string | null;
  status: number | null;
  count: number;
  places: { title: number; text: number; markup: number; frames?: number } | null;
  matches: { line: number; text: string; frame?: string }[];
  ms: number;
  bytes: number;
  note: string | null;
}
