import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonRow } from '../../web/jsonRow.ts';

const CLI = fileURLToPath(new URL('../../../src/terminal/cli.ts', import.meta.url));

/** The result of a command. */
export interface Finished {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A running terminal command. `await using` ends it if its test fails before the command has ended. */
export interface Running extends AsyncDisposable {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when the command and its output have ended. */
  readonly ended: Promise<Finished>;
  /** Resolves when standard error contains this; rejects if the command ends before. */
  complains(about: RegExp): Promise<void>;
}

/** In ms. A command that runs longer hangs, and is killed, so that the tests do not hang with it. */
const LONGEST_RUN = 60_000;

/**
 * Starts the terminal command, with this process's Node.js.
 * @param settings `redirect`: redirections of a shell, e.g. `> /dev/full`; `before`: what the shell does before
 */
export function startCli(
  args: readonly string[],
  { input = '' as string | Uint8Array, env = {} as NodeJS.ProcessEnv, redirect = '', before = '' } = {},
): Running {
  // Node.js 22 warns that it strips types.
  const program = [process.execPath, '--disable-warning=ExperimentalWarning', CLI, ...args];
  const [file = '', ...parts] =
    redirect || before ? ['sh', '-c', `${before}\nexec "$0" "$@" ${redirect}`, ...program] : program;
  const child = spawn(file, parts, {
    env: { ...plainEnvironment(), ...env },
    timeout: LONGEST_RUN,
    killSignal: 'SIGKILL',
  });
  // A command that does not read its input may be gone before all of it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
    });
  }
  const ended = once(child, 'close').then(([status, signal]): Finished => ({ status, signal, ...said }));
  return {
    child,
    ended,
    async complains(about) {
      const gone = ended.then(() => Promise.reject(new Error(`The command ended without ${about}`)));
      gone.catch(() => {});
      while (!about.test(said.stderr)) await Promise.race([once(child.stderr, 'data'), gone]);
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The environment without the proxies and the trusted certificates of this machine. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:(?:https?|all|no)_proxy|node_use_system_ca)$/i.test(name),
    ),
  );
}

/** Runs the terminal command from start to end. */
export function runCli(
  args: readonly string[],
  settings: Parameters<typeof startCli>[1] = {},
): Promise<Finished> {
  return startCli(args, settings).ended;
}

/** Parses the output of `--json`: one object a line. */
export function jsonLines({ stdout }: Finished): JsonRow[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as JsonRow);
}

/** Writes a file into a new directory, which is removed at the end of the block. */
export async function temporaryFile(
  name: string,
  content: string | Uint8Array,
): Promise<{ path: string } & AsyncDisposable> {
  const directory = await mkdtemp(join(tmpdir(), 'scan-urls-'));
  const path = join(directory, name);
  await writeFile(path, content);
  return { path, [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
}
