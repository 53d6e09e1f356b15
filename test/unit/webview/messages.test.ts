/** What crosses between webviews and their host, and the page that a webview is. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contentSecurityPolicy, webviewHtml } from '../../../src/editor/panels/webviewHtml.ts';
import {
  type ComparisonState,
  fromComparison,
  toComparison,
} from '../../../src/webview/comparison/comparisonMessages.ts';
import { filled } from '../../../src/webview/shared/texts.ts';
import {
  type Begin,
  fromTimeline,
  toTimeline,
  type Update,
} from '../../../src/webview/timeline/timelineMessages.ts';
import { readSnapshot } from '../../../src/webview/timeline/timelineSnapshot.ts';
import { PAYLOADS } from '../support/payloads.ts';
import { runs } from '../support/properties.ts';

const begin: Begin = {
  type: 'begin',
  list: 'file:///urls.txt',
  name: 'urls.txt',
  term: 'Python',
  urls: ['http://a/'],
  lines: [3],
};
const update: Update = {
  type: 'update',
  isRunning: true,
  now: 12,
  summary: '1 response',
  done: [{ row: 0, ending: 'mentions', text: '1 ×', timings: [0, 0, 5] }],
  started: [{ row: 0, start: 5, wait: 9 }],
};
const state: ComparisonState = {
  type: 'state',
  name: 'urls.txt',
  term: 'Python',
  running: 'A pool',
  progress: '3 of 4',
  models: [
    {
      name: 'A pool',
      tutorial: 'asyncio',
      shape: '1 × 128',
      wall: 12,
      speedUp: '1.0 ×',
      cpu: '1 s',
      memory: '1 MiB',
      atOnce: 4,
      responses: 4,
      mentions: 2,
      failed: 0,
      isStopped: false,
      why: 'So.',
    },
  ],
  burning: [
    { name: 'A pool', tutorial: 'asyncio', wall: 1, speedUp: '1 ×', cpu: '1 s', matches: 3, why: 'So.' },
  ],
  burningNote: '',
  agreement: '',
  judges: ['A pool'],
  differences: [{ url: 'http://a/', verdicts: ['noMention'] }],
};

/** Each with one part of a message spoiled. */
function spoiled(message: object): object[] {
  return Object.keys(message).flatMap(key =>
    [undefined, null, -1.5, Number.NaN, {}, [null], ['x', 1], 'x'.repeat(100_001)].map(value => ({
      ...message,
      [key]: value,
    })),
  );
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

describe('messages', () => {
  it('that are whole are read', () => {
    assert.deepEqual(toTimeline(begin), begin);
    assert.deepEqual(toTimeline(update), update);
    assert.deepEqual(toTimeline({ type: 'nothing', more: 1 }), { type: 'nothing' });
    assert.deepEqual(toComparison(state), state);
    for (const message of [
      { type: 'ready' },
      { type: 'ready', list: 'file:///x' },
      { type: 'goTo', list: 'file:///x', row: 1, line: 0 },
      { type: 'save', format: 'svg', data: '<svg xmlns="…"></svg>' },
      { type: 'save', format: 'png', data: 'iVBORw0KGgo=' },
      { type: 'scan' },
    ]) {
      assert.deepEqual(fromTimeline(message), message);
    }
    assert.deepEqual(fromComparison({ type: 'stop', more: 1 }), { type: 'stop' });
  });

  it('that are anything else are not', () => {
    for (const message of [...spoiled(begin), ...spoiled(update)]) {
      const read = toTimeline(message);
      assert.ok(read === undefined || isSame(read, message), JSON.stringify(message).slice(0, 200));
    }
    assert.equal(toTimeline({ ...begin, lines: [] }), undefined, 'a URL without a line');
    assert.equal(toTimeline({ ...update, done: [{ ...update.done[0], ending: 'won' }] }), undefined);
    assert.equal(toTimeline({ ...update, done: [{ ...update.done[0], timings: ['x'] }] }), undefined);
    assert.equal(toComparison({ ...state, models: [{ ...state.models[0], why: 1 }] }), undefined);
    assert.equal(toComparison({ ...state, burning: [{}] }), undefined);
    for (const message of [
      { type: 'goTo', list: 'file:///x', row: -1, line: 0 },
      { type: 'goTo', list: 'file:///x', row: 0.5, line: 0 },
      { type: 'goTo', row: 0, line: 0 },
      { type: 'save', format: 'html', data: '<svg ' },
      { type: 'save', format: 'svg', data: '<script>' },
      { type: 'save', format: 'png', data: 'iVBOR"' },
      { type: 'run', command: 'workbench.action.quit' },
    ]) {
      assert.equal(fromTimeline(message), undefined, JSON.stringify(message));
    }
  });

  it('never throw, whatever they are', () => {
    fc.assert(
      fc.property(fc.anything(), message => {
        for (const read of [toTimeline, fromTimeline, toComparison, fromComparison, readSnapshot])
          read(message);
      }),
      runs(),
    );
  });
});

describe('a snapshot', () => {
  it('is restored when it is whole', () => {
    const snapshot = { ...begin, summary: 's', done: update.done };
    assert.deepEqual(readSnapshot(JSON.parse(JSON.stringify(snapshot))), snapshot);
    assert.equal(readSnapshot({ ...snapshot, done: 1 }), undefined);
    assert.equal(readSnapshot(undefined), undefined);
  });
});

describe('the page of a webview', () => {
  const page = {
    cspSource: 'https://*.vscode-cdn.net',
    nonce: 'abc-123_',
    script: 'https://x.vscode-cdn.net/timeline.js',
    style: 'https://x.vscode-cdn.net/timeline.css',
    title: 'Timeline',
    language: 'en',
    texts: { name: 'Name' },
  };

  it('lets nothing in but its own script and style', () => {
    const policy = contentSecurityPolicy(page);
    const rules = new Map(
      policy.split('; ').map(rule => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
    );
    assert.deepEqual(Object.fromEntries(rules), {
      'default-src': "'none'",
      'script-src': "'nonce-abc-123_'",
      'style-src': 'https://*.vscode-cdn.net',
      'base-uri': "'none'",
      'form-action': "'none'",
    });
    assert.doesNotMatch(policy, /unsafe|\bdata:|\bblob:/);
    const html = webviewHtml(page);
    assert.equal(html.match(/<script\b/g)?.length, 1);
    assert.match(
      html,
      /<script nonce="abc-123_" src="https:\/\/x\.vscode-cdn\.net\/timeline\.js"><\/script>/,
    );
    assert.doesNotMatch(html, /\sstyle=|<style|\son\w+=/);
  });

  it('keeps its words text, whatever they are', () => {
    for (const payload of PAYLOADS) {
      const html = webviewHtml({ ...page, title: payload, texts: { name: payload } });
      assert.equal(html.match(/<[a-z]+/gi)?.length, webviewHtml(page).match(/<[a-z]+/gi)?.length, payload);
      const [, data = ''] = /data-texts="([^"]*)"/.exec(html) ?? [];
      const read = data.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
      assert.deepEqual(JSON.parse(read), { name: payload });
    }
  });
});

it('values are put into words', () => {
  assert.equal(filled('{1} of {0}, {2}', 'a', 2), '2 of a, {2}');
});
