import { fileURLToPath } from 'node:url';

/** A NODE_OPTIONS that makes engines fall into traps (see `traps.cjs`). */
export const TRAPPED = `--require=${fileURLToPath(new URL('./traps.cjs', import.meta.url))}`;
