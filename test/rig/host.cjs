// The module that VS Code loads to run tests, in the extension host. It runs the real one (RIG_TESTS) with a console whose
// lines are marked, so that code.mjs can tell them from VS Code's own log.
const path = require('node:path');
const { Writable } = require('node:stream');
const { pathToFileURL } = require('node:url');

/** An invisible character that marks lines of the tests. No line of the log begins with it. */
const mark = '\u2063';

// VS Code's console methods are getters, so the console as a whole is replaced.
const outerConsole = console;

/**
 * Collects text into lines and hands them to VS Code's console.
 * @param {'log' | 'error'} level
 */
function lineWriter(level) {
  let rest = '';
  const flush = (/** @type {number} */ end) => {
    outerConsole[level](mark + rest.slice(0, end));
    rest = rest.slice(end + 1);
  };
  return {
    end: () => rest && flush(rest.length),
    stream: new Writable({
      write(chunk, _encoding, done) {
        rest += chunk;
        const end = rest.lastIndexOf('\n');
        if (end >= 0) flush(end);
        done();
      },
    }),
  };
}

/**
 * Loads a CommonJS or ES module that exports `run`.
 * @param {string} file
 */
async function load(file) {
  try {
    return require(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_REQUIRE_ESM')) throw error;
    return import(pathToFileURL(require.resolve(file)).href);
  }
}

exports.run = async () => {
  const out = lineWriter('log');
  const errors = lineWriter('error');
  // Some of mocha's reporters write to the streams directly. VS Code lets nobody replace their `write`.
  Object.defineProperty(process, 'stdout', { value: out.stream, configurable: true });
  Object.defineProperty(process, 'stderr', { value: errors.stream, configurable: true });
  globalThis.console = new outerConsole.Console({
    stdout: out.stream,
    stderr: errors.stream,
    colorMode: false,
  });
  try {
    const file = process.env.RIG_TESTS ?? '';
    const module = await load(file);
    const run = module.run ?? module.default?.run;
    if (run.length < 2) await run();
    else await callbackStyle(run, path.dirname(file));
  } finally {
    out.end();
    errors.end();
  }
  // Twice: the run came to its end.
  outerConsole.log(mark + mark);
};

/**
 * The older kind of test module, which VS Code still takes.
 * @param {(folder: string, done: (error: unknown, failures?: number) => void) => void} run
 * @param {string} folder
 */
function callbackStyle(run, folder) {
  return new Promise((resolve, reject) => {
    run(folder, (error, failures) => {
      if (error) reject(error);
      else if (failures) reject(new Error(`${failures} failed`));
      else resolve(undefined);
    });
  });
}
