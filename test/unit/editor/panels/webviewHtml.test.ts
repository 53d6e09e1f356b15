/** The HTML page of a webview. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contentSecurityPolicy, webviewHtml } from '../../../../src/editor/panels/webviewHtml.ts';
import { PAYLOADS } from '../../support/payloads.ts';

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
