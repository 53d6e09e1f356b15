import { hash } from './random.ts';

/** Milliseconds before the fastest, the middle and the slowest page. */
const FASTEST = 30;
const MEDIAN = 150;
const SLOWEST = 1000;

/**
 * How long each page takes to answer, in milliseconds: the median is 150, the slowest takes 1,000. Which page is
 * how slow looks random and is the same in every run.
 */
export function latencies(urls: readonly string[]): Map<string, number> {
  const ranked = [...urls].sort((a, b) => hash(a) - hash(b));
  const half = ranked.length / 2;
  return new Map(ranked.map((url, rank) => [url, Math.round(atRank(rank, half))]));
}

function atRank(rank: number, half: number): number {
  const lower = rank / (half - 1);
  if (lower <= 1) return FASTEST + (MEDIAN - FASTEST) * lower;
  const upper = (rank - half) / (half - 1);
  return MEDIAN * (SLOWEST / MEDIAN) ** (upper ** 2); // many a little slower, few much slower
}
