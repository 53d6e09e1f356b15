/** Opens connections: resolves the name, checks the address, connects, and checks the certificate. */

import { constants } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { beginConnection, type ConnectionSteps } from '../../hosts/connectionSteps.ts';
import type { Hosts } from '../../hosts/hosts.ts';
import { mayLead, mayReach, type PrivateAddresses, type Reach, reachOf } from '../../url/addresses.ts';
import { type buildConnector, createUndiciConnector } from '../undici.ts';
import { trustSystemCertificates } from './certificates.ts';
import { AddressError, CertificateError, ConnectTimeoutError, HandshakeError } from './connectErrors.ts';
import type { Resolver } from './resolver.ts';

/** Holds the error of the connection that is closing right now. undici does not pass it on. */
export class SocketFaults {
  current: Error | undefined;

  note(error: Error): void {
    this.current = error;
    queueMicrotask(() => {
      this.current = undefined;
    });
  }
}

export interface ConnectorOptions {
  /** Time limit for TCP and TLS together, in ms. Looking up the name has its own limit. */
  readonly connectTimeout: number;
  readonly resolver: Resolver;
  readonly privateAddresses: PrivateAddresses;
  /** Set for redirects of a line that is so far away: none of them may lead nearer, whatever its name says. */
  readonly lineReach?: Reach | undefined;
  readonly faults: SocketFaults;
  /** Record each connection. Absent for connections to proxies, which are not hosts of the scan. */
  readonly hosts: Hosts | undefined;
  /** Whether to offer HTTP/2, for servers that support nothing else. */
  readonly allowH2: boolean;
  /** Whether to trust the operating system's certificate authorities, too. */
  readonly systemCertificates: boolean;
  /** Whether to accept untrusted certificates. Only for proxies. */
  readonly acceptAnyCertificate?: boolean;
}

/**
 * Creates the connector that undici opens connections with. It connects to the address that it has checked. So a name
 * that changes its address after the check (DNS rebinding) has no effect.
 */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  const { allowH2, connectTimeout, faults, hosts, lineReach, privateAddresses, resolver } = options;
  const checked = new Map<string, LookupAddress[]>();
  const connect = createUndiciConnector({
    // `open` has a timer of its own, which starts after the name is resolved.
    timeout: 0,
    lookup: (hostname, { all }, callback) => {
      const addresses = checked.get(hostname) ?? [];
      const [first] = addresses;
      if (all) callback(null, addresses);
      else if (first) callback(null, first.address, first.family);
      else callback(Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' }), '');
    },
    allowH2,
    // Node.js still checks the certificate. `refusal` reads the result, with the certificate.
    rejectUnauthorized: false,
    // As browsers do: TLS servers from before RFC 5746 can be read. Nobody between can feign one, because that would break
    // the handshake, and this side never renegotiates (OpenSSL, SSL_CTX_set_options, “SECURE RENEGOTIATION”).
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    // When Node.js resumes a session, it does not check the host name again, even if the name was wrong before.
    maxCachedSessions: 0,
    // By default, Node.js gives up an address after 250 ms, too soon for slow hosts (nodejs/node#54359).
    autoSelectFamilyAttemptTimeout: 1_500,
  }) as (...args: Parameters<buildConnector.connector>) => Socket;

  return (target, callback) => {
    const trusted =
      target.protocol === 'https:' ? trustSystemCertificates(options.systemCertificates) : undefined;
    const { host = target.hostname, protocol } = target;
    const steps = hosts?.at(host).connect(protocol) ?? beginConnection(protocol);
    // The tunnel is open already, so there is no name to resolve.
    if (target.httpSocket) {
      steps.connected = steps.resolved = steps.began;
      void Promise.resolve(trusted).then(() => open(target, steps, callback));
      return;
    }
    Promise.all([resolver.resolve(target.hostname), trusted]).then(
      ([addresses]) => {
        const allowed = addresses.filter(({ address }) => {
          const reach = reachOf(address);
          return (
            mayReach(target.hostname, reach, privateAddresses) && (!lineReach || mayLead(lineReach, reach))
          );
        });
        if (!allowed.length) {
          callback(new AddressError(addresses[0]?.address ?? target.hostname), null);
          return;
        }
        checked.set(target.hostname, allowed);
        steps.resolved = performance.now();
        open(target, steps, callback);
      },
      error => callback(error, null),
    );
  };

  function open(
    target: buildConnector.Options,
    steps: ConnectionSteps,
    callback: buildConnector.Callback,
  ): void {
    const isTls = target.protocol === 'https:';
    let isConnected = Boolean(target.httpSocket);
    const timer = setTimeout(() => socket.destroy(new ConnectTimeoutError()), connectTimeout);
    const socket = connect(target, (...[error, opened]) => {
      clearTimeout(timer);
      if (error || !opened) {
        const reason = error ?? new Error('no connection');
        callback(isTls && isConnected && isBreak(reason) ? new HandshakeError(reason) : reason, null);
        return;
      }
      const refused = isTls && !options.acceptAnyCertificate && refusal(opened as TLSSocket);
      if (refused) {
        opened.destroy();
        callback(refused, null);
        return;
      }
      opened.prependListener('error', error => faults.note(error));
      if (isTls) steps.secured = performance.now();
      callback(null, opened);
    });
    socket.once('connect', () => {
      isConnected = true;
      steps.connected ??= performance.now();
      if (socket.remoteAddress) steps.reach = reachOf(socket.remoteAddress);
    });
  }
}

/** Whether the connection broke off, and the other side gave no reason. */
function isBreak({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE';
}

/** @returns the fault of the certificate; `undefined` if it is trusted */
function refusal(socket: TLSSocket): CertificateError | undefined {
  if (socket.authorized) return undefined;
  // Node.js documents an Error here, but sets a string with the code.
  return new CertificateError(String(socket.authorizationError), socket.getPeerCertificate());
}
