/**
 * Traps for engines: pages that hold up or end the engine that reads them. The product has no such hook. This
 * module is loaded into the process before it (`NODE_OPTIONS=--require`), and replaces functions of Node.js that see
 * every page. So the tests do not depend on a fault of the product, which would be mended some day.
 */

const buffer = require('node:buffer');
const { existsSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const zlib = require('node:zlib');

/** The traps by the text that springs them. */
const TRAPS = {
  /** The main thread never comes back. */
  'STAND STILL.': () => {
    for (;;);
  },
  /** The same without using the processor. */
  'WAIT FOR EVER': () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  /** The main thread comes back after 1.5 s. */
  'TAKE YOUR TIME': () => {
    for (const end = performance.now() + 1_500; performance.now() < end; );
  },
  /** As `STAND STILL.`, for as long as the file exists. */
  'STAND STILL LATER': () => {
    while (existsSync(process.env.TRAP ?? ''));
  },
  CRASH: () => process.kill(process.pid, 'SIGKILL'),
  'EAT MEMORY': () => {
    for (const eaten = []; ; ) eaten.push(new Array(1_000_000).fill(eaten.length));
  },
};

/** @param {Uint8Array} page or a piece of it */
function spring(page) {
  const bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength);
  for (const [text, trap] of Object.entries(TRAPS)) if (bytes.includes(text)) trap();
}

// Engines only, not the command that starts them.
if (process.argv.includes('--watchdog')) {
  // A page is looked at when it is searched. The engine says which one that is.
  for (const name of /** @type {const} */ (['isAscii', 'isUtf8'])) {
    const original = buffer[name];
    Object.assign(buffer, {
      /** @param {Uint8Array} page */
      [name](page) {
        spring(page);
        return original(page);
      },
    });
  }
  // A page is unpacked in many small pieces, of which the engine says nothing.
  const { crc32 } = zlib;
  Object.assign(zlib, {
    /**
     * @param {Buffer} piece
     * @param {number} value
     */
    crc32(piece, value) {
      spring(piece);
      return crc32(piece, value);
    },
  });
  syncBuiltinESMExports();
}
