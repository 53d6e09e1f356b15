/** VS Code keeps at most this many diagnostics per file and source. It adds a note of its own if it gets more. */
export const MOST_PROBLEMS = 1_000;
