/** Rows that cannot be played by servers on loopback and the terminal command, and why. */

export interface ElsewhereRow {
  readonly id: string;
  readonly behaviour: string;
  readonly reason: string;
}

export const ELSEWHERE: readonly ElsewhereRow[] = [
  {
    id: 'N09',
    behaviour: 'slow host with two addresses',
    reason: 'loopback has no round-trip time; the attempt timeout is set in connector.ts',
  },
  {
    id: 'N21',
    behaviour: 'event loop blocked',
    reason: 'a terminal command has nothing that blocks its loop',
  },
  { id: 'N25', behaviour: 'laptop sleep, network change', reason: 'needs rights over network interfaces' },
  { id: 'T08', behaviour: 'throw away after headers', reason: 'a design rule; T07 shows its effect' },
  { id: 'A09', behaviour: 'EAI_AGAIN once, timeouts not', reason: 'N02, N16 and T03 count the tries' },
  { id: 'A14', behaviour: 'abort in the backoff', reason: 'X01i' },
  { id: 'P14', behaviour: 'SOCKS proxy', reason: 'not offered; P13 shows that it is refused in words' },
  { id: 'P15', behaviour: 'PAC, system proxy', reason: 'VS Code resolves it; the terminal has none' },
  {
    id: 'S02',
    behaviour: 'authority in the system’s store',
    reason: 'tests leave the store alone; S10b uses NODE_EXTRA_CA_CERTS',
  },
  { id: 'S22', behaviour: 'certificates unchecked', reason: 'there is no such flag' },
  { id: 'U20', behaviour: 'list edited during the scan', reason: 'needs an editor: test/vscode' },
  { id: 'U21', behaviour: 'more than 1,000 failing lines', reason: 'needs the Problems view: test/vscode' },
  { id: 'X03', behaviour: 'reload of the window', reason: 'needs an extension host: test/vscode' },
  {
    id: 'X04',
    behaviour: 'crash of the engine',
    reason: 'needs the extension’s engine process: test/vscode',
  },
  { id: 'X05', behaviour: 'mapper throws', reason: 'cannot be brought about from outside: test/unit' },
  { id: 'X06', behaviour: 'signal of p-map', reason: 'cannot be seen from outside: X01 shows its effect' },
  {
    id: 'X07',
    behaviour: 'fetch of other extensions',
    reason: 'needs an extension host: test/unit/walls.test.ts',
  },
  {
    id: 'X09',
    behaviour: 'abort reason is a string',
    reason: 'cannot be brought about from outside: test/unit',
  },
];
