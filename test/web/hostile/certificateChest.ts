/** Certificates that rows share. Each one is made when it is first used. */

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Certificate, type CertificateOptions, makeCertificate } from '../certificates.ts';

export interface Certificates {
  /** A certificate from an authority that the scan trusts. {@link trusted} must be called afterwards. */
  trusted(options?: CertificateOptions): Promise<Certificate>;
  /** A certificate from an authority that the scan does not trust. */
  untrusted(options?: CertificateOptions): Promise<Certificate>;
  /** A trusted certificate whose key is too short for current clients. */
  weak(): Promise<Certificate>;
  /** The environment that makes a scan trust the authorities. The file that it names is complete when all rows have started. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes the trusted authorities to the file that the environment names. */
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
