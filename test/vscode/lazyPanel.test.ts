import assert from 'node:assert/strict';
import { LazyPanel } from '../../src/editor/panels/lazyPanel.ts';

describe('A panel that is loaded on first use', () => {
  const fakePanel = () => ({ restore() {}, dispose() {} });

  it('is loaded once', async () => {
    let loads = 0;
    const lazy = new LazyPanel('scanUrls.testOnce', async () => {
      loads++;
      return fakePanel();
    });
    assert.equal(await lazy.get(), await lazy.get());
    assert.equal(loads, 1);
    lazy.dispose();
  });

  it('is loaded again after a load that failed', async () => {
    let loads = 0;
    const panel = fakePanel();
    const lazy = new LazyPanel('scanUrls.testAgain', async () => {
      if (++loads === 1) throw new Error('too many open files');
      return panel;
    });
    await assert.rejects(lazy.get(), /too many open files/);
    assert.equal(await lazy.get(), panel);
    lazy.dispose();
  });

  it('is disposed of with it, also when the load fails after that', async () => {
    let disposed = 0;
    const lazy = new LazyPanel('scanUrls.testDisposed', async () => ({
      ...fakePanel(),
      dispose: () => disposed++,
    }));
    await lazy.get();
    lazy.dispose();
    await lazy.get();
    assert.equal(disposed, 1);

    const failing = new LazyPanel('scanUrls.testFailing', async (): Promise<ReturnType<typeof fakePanel>> => {
      throw new Error('gone');
    });
    const got = failing.get();
    failing.dispose();
    await assert.rejects(got, /gone/);
  });
});
