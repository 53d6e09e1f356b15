/** The two ends of a channel: one requests, the other answers. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import {
  Channel,
  ChannelClosedError,
  type Handlers,
  type Message,
  type Notification,
  type Request,
} from '../../../../src/engine/process/channel.ts';

interface ToServer {
  readonly double: Request<number, number>;
  readonly find: Request<string, string | undefined>;
  readonly count: Request<{ readonly to: number }, string, number>;
  /** Is answered only when the test does it. */
  readonly wait: Request<string, string>;
  readonly fail: Request<null, never>;
  readonly note: Notification<string>;
}

interface ToClient {
  readonly name: Request<null, string>;
}

class TestError extends Error {
  override readonly name = 'TestError';
  readonly code = 'E_TEST';
}

/** Both ends. Messages cross as JSON, in order, each in a separate turn of the event loop. */
function connect(overrides: Partial<Handlers<ToServer>> = {}) {
  const notes: string[] = [];
  const sent: Message[] = [];
  const waits: { readonly signal: AbortSignal; readonly answer: (text: string) => void }[] = [];
  const crossing = (to: () => { receive(message: Message): void }) => (message: Message) => {
    sent.push(message);
    const text = JSON.stringify(message);
    void setImmediate().then(() => to().receive(JSON.parse(text)));
  };
  const client: Channel<ToClient, ToServer> = new Channel<ToClient, ToServer>(
    crossing(() => server),
    { name: () => 'the client' },
  );
  const server: Channel<ToServer, ToClient> = new Channel<ToServer, ToClient>(
    crossing(() => client),
    {
      double: number => 2 * number,
      find: async text => (text === 'nothing' ? undefined : `found ${text}`),
      count: ({ to }, { sendPiece }) => {
        for (let number = 1; number <= to; number++) sendPiece(number);
        return 'counted';
      },
      wait: (_, { signal }) => new Promise(answer => waits.push({ signal, answer })),
      fail: () => {
        throw new Error('it cannot be done', { cause: new TestError('the reason') });
      },
      note: text => void notes.push(text),
      ...overrides,
    },
  );
  return { client, server, notes, sent, waits };
}

/** Long enough for a request and its answer. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate();
}

describe('a request', () => {
  it('has its own answer, whichever comes first, in both directions', async () => {
    const { client, server, waits } = connect();
    const slow = client.request('wait', 'a');
    assert.deepEqual(await Promise.all([client.request('double', 4), client.request('double', 5)]), [8, 10]);
    assert.equal(await server.request('name', null), 'the client');
    waits[0]?.answer('at last');
    assert.equal(await slow, 'at last');
  });

  it('may be answered with nothing', async () => {
    const { client } = connect();
    assert.equal(await client.request('find', 'nothing'), undefined);
    assert.equal(await client.request('find', 'it'), 'found it');
  });

  it('fails with the error of its handler, its cause and its code', async () => {
    const { client } = connect();
    await assert.rejects(client.request('fail', null), (error: Error) => {
      assert.equal(error.message, 'it cannot be done');
      assert.ok(error.cause instanceof Error);
      assert.deepEqual(
        [error.cause.name, error.cause.message, (error.cause as NodeJS.ErrnoException).code],
        ['TestError', 'the reason', 'E_TEST'],
      );
      return true;
    });
  });

  it('fails when a handler rejects with several errors, or with none', async () => {
    const several = connect({
      find: () => Promise.reject(new AggregateError([new TestError('one'), new Error('two')], 'both')),
    });
    await assert.rejects(several.client.request('find', ''), (error: AggregateError) => {
      assert.deepEqual(
        error.errors.map((each: Error) => String(each)),
        ['TestError: one', 'Error: two'],
      );
      return true;
    });
    const none = connect({ find: () => Promise.reject(undefined) });
    await assert.rejects(none.client.request('find', ''), /undefined/);
  });

  it('fails with an end also where causes go round in a circle', async () => {
    const { client } = connect({
      find: () => {
        const error = new Error('round');
        error.cause = error;
        throw error;
      },
    });
    await assert.rejects(client.request('find', ''), { message: 'round' });
  });

  it('has its pieces before its answer, in order', async () => {
    const { client } = connect();
    const pieces: number[] = [];
    const answer = await client.request('count', { to: 4 }, { onPiece: piece => pieces.push(piece) });
    assert.deepEqual([pieces, answer], [[1, 2, 3, 4], 'counted']);
  });

  it('that nobody understands fails', async () => {
    const { client, server } = connect();
    const other = client as unknown as Channel<ToClient, { readonly dance: Request<null, null> }>;
    await assert.rejects(other.request('dance', null), /No request has the name dance/);
    server.receive({ type: 'notification', name: 'dance', body: null });
    assert.equal(await client.request('double', 1), 2, 'and a notification is ignored');
  });
});

it('a notification arrives, and has no answer', async () => {
  const { client, notes, sent } = connect();
  client.notify('note', 'one');
  client.notify('note', 'two');
  await turns();
  assert.deepEqual(notes, ['one', 'two']);
  assert.equal(sent.length, 2);
});

describe('a cancelled request', () => {
  it('rejects at once, and its handler is told', async () => {
    const { client, waits, sent } = connect();
    const stop = new AbortController();
    const waiting = client.request('wait', 'a', { signal: stop.signal });
    await turns();
    assert.equal(waits[0]?.signal.aborted, false);
    stop.abort('enough');
    await assert.rejects(waiting, reason => reason === 'enough');
    await turns();
    assert.equal(waits[0]?.signal.aborted, true);
    waits[0]?.answer('too late');
    await turns();
    assert.deepEqual(
      sent.map(({ type }) => type),
      ['request', 'cancel'],
      'what comes too late is not sent',
    );
  });

  it('has no more pieces', async () => {
    const { client } = connect();
    const stop = new AbortController();
    const pieces: number[] = [];
    const onPiece = (piece: number) => {
      pieces.push(piece);
      if (piece === 2) stop.abort();
    };
    await assert.rejects(client.request('count', { to: 4 }, { signal: stop.signal, onPiece }));
    await turns();
    assert.deepEqual(pieces, [1, 2]);
  });

  it('is not even sent when its signal is aborted already', async () => {
    const { client, sent } = connect();
    await assert.rejects(client.request('double', 1, { signal: AbortSignal.abort('no') }), e => e === 'no');
    assert.equal(sent.length, 0);
  });

  it('is none any more when its signal is aborted behind its answer', async () => {
    const { client, sent } = connect();
    const stop = new AbortController();
    assert.equal(await client.request('double', 1, { signal: stop.signal }), 2);
    stop.abort();
    await turns();
    assert.deepEqual(
      sent.map(({ type }) => type),
      ['request', 'answer'],
    );
  });
});

it('an answer, a piece, a failure or a cancel for a request that is not known is ignored', async () => {
  const { client, server } = connect();
  client.receive({ type: 'answer', id: 99, answer: 1 });
  client.receive({ type: 'piece', id: 99, piece: 1 });
  client.receive({ type: 'failure', id: 99, error: { name: 'Error', message: '' } });
  server.receive({ type: 'cancel', id: 99 });
  assert.equal(await client.request('double', 3), 6);
  client.receive({ type: 'answer', id: 1, answer: 7 });
  assert.equal(await client.request('double', 4), 8);
});

describe('a closed channel', () => {
  it('rejects whatever is pending, and whatever comes later, with the reason', async () => {
    const { client, notes, sent } = connect();
    const pending = [client.request('wait', 'a'), client.request('wait', 'b')];
    client.close('it ended with status 1');
    client.close('again');
    for (const each of [...pending, client.request('double', 1)]) {
      await assert.rejects(each, (error: Error) => {
        assert.ok(error instanceof ChannelClosedError);
        assert.equal(error.message, 'it ended with status 1');
        return true;
      });
    }
    client.notify('note', 'nobody hears this');
    await turns();
    assert.deepEqual(notes, []);
    assert.equal(sent.length, 2);
  });

  it('tells its own handlers, and answers no more', async () => {
    const { client, server, waits, sent } = connect();
    client.request('wait', 'a').catch(() => {});
    await turns();
    server.close('gone');
    assert.equal(waits[0]?.signal.aborted, true);
    waits[0]?.answer('too late');
    server.receive({ type: 'request', id: 7, name: 'double', body: 1 });
    await turns();
    assert.deepEqual(
      sent.map(({ type }) => type),
      ['request'],
    );
  });
});
