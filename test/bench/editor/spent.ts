/** Samples the stack of the extension host's thread, and divides its CPU time by the owner of the functions. */

import { Session } from 'node:inspector/promises';
import type { Spent } from './messages.ts';

/** Interval of samples, in µs. */
const SAMPLING = 500;

/** Functions of the extension that paint views. Method names survive the bundler. */
const PAINTING = new Set(['flush', 'getChildren', 'getTreeItem', 'resolveTreeItem', 'getParent']);

type Kind = keyof Spent | 'idle';

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[] | undefined;
}

/** Takes samples until `end` is called. */
export async function watchStack(): Promise<{ end(): Promise<Spent> }> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLING });
  await session.post('Profiler.start');
  return {
    async end() {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      const nodes = new Map(profile.nodes.map((node): [number, Node] => [node.id, node]));
      const kinds = new Map<number, Kind>();
      const [root] = profile.nodes;
      if (root) sort(root, 'others', nodes, kinds);
      const spent = { painting: 0, extension: 0, messages: 0, others: 0, idle: 0 };
      for (const [index, id] of (profile.samples ?? []).entries()) {
        spent[kinds.get(id) ?? 'others'] += (profile.timeDeltas?.[index + 1] ?? 0) / 1000;
      }
      const { idle, ...busy } = spent;
      return busy;
    },
  };
}

/** Gives each node the kind of the innermost known function on its stack. Everything called by painting is painting. */
function sort(node: Node, above: Kind, nodes: ReadonlyMap<number, Node>, kinds: Map<number, Kind>): void {
  const kind = above === 'painting' ? above : (kindOf(node) ?? above);
  kinds.set(node.id, kind);
  for (const id of node.children ?? []) {
    const child = nodes.get(id);
    if (child) sort(child, kind, nodes, kinds);
  }
}

function kindOf({ callFrame: { functionName, url } }: Node): Kind | undefined {
  if (functionName === '(idle)') return 'idle';
  if (/dist\/extension(?:-[^/]*)?\.cjs$/.test(url))
    return PAINTING.has(functionName) ? 'painting' : 'extension';
  if (/^node:internal\/child_process/.test(url)) return 'messages';
  return undefined;
}
