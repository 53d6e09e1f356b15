import type { KeepLimits } from '../../../src/engine/model/keepLimits.ts';

const MEGABYTE = 1024 ** 2;

/** Limits that no test reaches, without a folder on disk. */
export const ROOMY: KeepLimits = { memory: 64 * MEGABYTE, packed: 64 * MEGABYTE, disk: 0 };
