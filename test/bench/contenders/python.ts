/** The techniques of the tutorial, each as a small Python program. */

import fs from 'node:fs';
import path from 'node:path';
import { runQuietly } from '../../rig/processes.mjs';
import { benchOut } from './build.ts';
import { answerInJson, type Contender, NotRunError } from './contender.ts';

const PROGRAMS = path.join(import.meta.dirname, 'programs/python');
const HOME = path.join(benchOut, 'python');
const PYTHON = path.join(HOME, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** A file with the requirements of the environment. It is written when the environment is complete. */
const MADE_FROM = path.join(HOME, 'requirements.txt');

const NEW_CONNECTIONS = 'A new connection for each page, as in the tutorial.';

/** All of them but the last use requests. */
export const pythonContenders: readonly Contender[] = [
  program('python-serial', 'Python, one after another', 'serial.py', ['W1'], NEW_CONNECTIONS),
  program('python-threads', 'Python, threads and a lock', 'threads.py', ALL_BUT('W5'), NEW_CONNECTIONS),
  program(
    'python-processes',
    'Python, processes',
    'processes.py',
    ['W1', 'W4'],
    `A process for each page. ${NEW_CONNECTIONS}`,
  ),
  program('python-queue', 'Python, queue and workers', 'queue_workers.py', ALL_BUT('W5'), NEW_CONNECTIONS),
  program(
    'python-thread-pool',
    'Python, ThreadPoolExecutor',
    'thread_pool.py',
    ALL_BUT('W5'),
    NEW_CONNECTIONS,
  ),
  program(
    'python-process-pool',
    'Python, ProcessPoolExecutor',
    'process_pool.py',
    ALL_BUT('W5'),
    NEW_CONNECTIONS,
  ),
  program('aiohttp', 'Python, asyncio and aiohttp', 'asyncio_aiohttp.py'),
];

/** Too slow for W5, where they would take many minutes. */
function ALL_BUT(name: string): string[] {
  return ['W1', 'W2', 'W3', 'W4', 'W5'].filter(each => each !== name);
}

function program(
  id: string,
  name: string,
  file: string,
  workloads?: readonly string[],
  note?: string,
): Contender {
  return {
    id,
    name,
    ...(note === undefined ? {} : { note }),
    ...(workloads === undefined ? {} : { workloads }),
    prepare,
    command: ({ list, workload }) => ({
      file: PYTHON,
      args: [path.join(PROGRAMS, file), list, String(workload.lanes)],
      env: { PYTHONDONTWRITEBYTECODE: '1' },
    }),
    answer: answerInJson,
  };
}

let prepared: Promise<string> | undefined;

function prepare(): Promise<string> {
  prepared ??= prepareEnvironment();
  return prepared;
}

/** A virtual environment with the packages and versions of requirements.txt. */
async function prepareEnvironment(): Promise<string> {
  const requirements = path.join(PROGRAMS, 'requirements.txt');
  const wanted = fs.readFileSync(requirements, 'utf8');
  if (!fs.existsSync(MADE_FROM) || fs.readFileSync(MADE_FROM, 'utf8') !== wanted) {
    console.error('Installing packages for Python …');
    fs.rmSync(HOME, { recursive: true, force: true });
    await run(
      process.platform === 'win32' ? 'python' : 'python3',
      ['-m', 'venv', HOME],
      'python3 with venv is missing',
    );
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
    await run(PYTHON, install, 'pip could not install requests and aiohttp');
    fs.writeFileSync(MADE_FROM, wanted);
  }
  const versions =
    'import platform, aiohttp, requests; print(platform.python_version(), aiohttp.__version__, requests.__version__)';
  const [python, aiohttp, requests] = (await run(PYTHON, ['-c', versions], 'Python does not run'))
    .trim()
    .split(' ');
  return `Python ${python}, aiohttp ${aiohttp}, requests ${requests}`;
}

async function run(file: string, args: readonly string[], reason: string): Promise<string> {
  try {
    return await runQuietly(file, [...args]);
  } catch (error) {
    console.error(String(error));
    throw new NotRunError(reason);
  }
}
