/** Certificates that rows share, each made when it is first asked for. */

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Certificate, type CertificateOptions, makeCertificate } from '../certificates.ts';

export interface Certificates {
  /** A certificate of an authority that the scan trusts, once {@link trusted} has been called behind it. */
  trusted(options?: CertificateOptions): Promise<Certificate>;
  /** A certificate of an authority that nobody trusts. */
  untrusted(options?: CertificateOptions): Promise<Certificate>;
  /** A trusted one with a key that is too short for today. */
  weak(): Promise<Certificate>;
  /** Environment of a scan that trusts. The file is complete when all rows have started. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes the authorities that are trusted to where the environment says. */
  write(): Promise<void>;
  close(): Promise<void>;
}

export async function openChest(): Promise<Certificates> {
  const directory = await mkdtemp(join(tmpdir(), 'scan-urls-hostile-'));
  const file = join(directory, 'authorities.pem');
  const authorities = new Set<string>();
  const made = new Map<string, Promise<Certificate>>();
  const once = (name: string, make: () => Promise<Certificate>): Promise<Certificate> => {
    const certificate = made.get(name) ?? make();
    made.set(name, certificate);
    return certificate;
  };
  const trust = async (certificate: Promise<Certificate>) => {
    authorities.add((await certificate).ca);
    return certificate;
  };
  return {
    trusted: (options = {}) =>
      trust(once(`trusted ${JSON.stringify(options)}`, () => makeCertificate(options))),
    untrusted: (options = {}) => once(`untrusted ${JSON.stringify(options)}`, () => makeCertificate(options)),
    weak: () => trust(once('weak', () => weakCertificate(directory))),
    env: { NODE_EXTRA_CA_CERTS: file },
    write: () => writeFile(file, [...authorities].join('\n')),
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

async function weakCertificate(directory: string): Promise<Certificate> {
  const [key, cert] = [join(directory, 'weak.key'), join(directory, 'weak.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-nodes', '-days', '30', '-keyout', key, '-out', cert];
  await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'rsa:1024', ...subject, ...files]);
  const pem = await readFile(cert, 'utf8');
  return { key: await readFile(key, 'utf8'), cert: pem, ca: pem };
}
