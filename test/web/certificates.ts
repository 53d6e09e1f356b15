import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LOOPBACK } from './listen.ts';

/** A certificate for a test server, all in PEM. */
export interface Certificate {
  key: string;
  cert: string;
  /** The certificate that a client must trust to accept `cert`: that of the issuer, or `cert` itself if self-signed. */
  ca: string;
}

/** Properties of the certificate. Without options it is a valid one for 127.0.0.1 and localhost. */
export interface CertificateOptions {
  /** Host names and IP addresses it is valid for. */
  names?: string[];
  /** Has expired long ago. */
  expired?: boolean;
  /** Becomes valid in the far future. */
  notYetValid?: boolean;
  /** Self-signed instead of signed by a new authority. */
  selfSigned?: boolean;
  /** The only allowed use, such as `clientAuth` (RFC 5280, section 4.2.1.12). */
  usage?: string;
  /** Has a key for RSA, not for elliptic curves. */
  rsa?: boolean;
  /** Names the place of its issuer's certificate (RFC 5280, section 4.2.2.1). */
  issuerUrl?: string;
  /** Is signed with this digest. */
  digest?: 'sha256' | 'sha1';
}

const run = promisify(execFile);
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const NEW_RSA_KEY = ['-newkey', 'rsa:2048', '-nodes'];

/**
 * Makes a key and a certificate with the `openssl` command-line tool, in a temporary directory that is removed
 * again; no key is ever stored in the repository.
 * @throws when openssl is not installed, or refuses
 */
export async function makeCertificate(options: CertificateOptions = {}): Promise<Certificate> {
  const { rsa = false, selfSigned = false } = options;
  const directory = await mkdtemp(join(tmpdir(), 'scan-urls-certificate-'));
  try {
    await writeFile(join(directory, 'openssl.cnf'), configuration(options));
    await writeFile(join(directory, 'index.txt'), '');
    const file = (name: string) => readFile(join(directory, name), 'utf8');
    const request = ['req', '-config', 'openssl.cnf', ...NEW_KEY];

    const site = ['-subj', '/CN=Scan URLs test site', '-keyout', 'site.key', '-out', 'site.csr'];
    const siteRequest = rsa ? ['req', '-config', 'openssl.cnf', ...NEW_RSA_KEY] : request;
    await openssl(directory, ...siteRequest, '-new', ...site);
    const signer = selfSigned
      ? ['-selfsign', '-keyfile', 'site.key']
      : ['-keyfile', 'authority.key', '-cert', 'authority.pem'];
    if (!selfSigned) {
      // A name of its own: an issuer called like its subject would pass for self-signed.
      const authority = ['-subj', '/CN=Scan URLs test authority', '-extensions', 'authority'];
      const files = ['-keyout', 'authority.key', '-out', 'authority.pem'];
      await openssl(directory, ...request, '-x509', ...authority, ...files);
    }
    // `openssl ca` is the one command that takes both dates in all versions in use.
    const signing = ['-batch', '-notext', '-config', 'openssl.cnf', '-in', 'site.csr', '-out', 'site.pem'];
    await openssl(directory, 'ca', ...signing, ...validity(options), ...signer);
    const cert = await file('site.pem');
    return { key: await file('site.key'), cert, ca: selfSigned ? cert : await file('authority.pem') };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function validity({ expired, notYetValid }: CertificateOptions): string[] {
  if (expired) return ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'];
  if (notYetValid) return ['-startdate', '20980101000000Z', '-enddate', '20990101000000Z'];
  return ['-days', '30'];
}

function configuration(options: CertificateOptions): string {
  const { digest = 'sha256', issuerUrl, names = [LOOPBACK, 'localhost'], usage } = options;
  const alternatives = names.map(name => `${isIP(name) ? 'IP' : 'DNS'}:${name}`).join(',');
  return `
[req]
distinguished_name = subject
prompt = no
[subject]
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[ca]
default_ca = signing
[signing]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = ${digest}
policy = policy
x509_extensions = site
unique_subject = no
[policy]
commonName = supplied
[site]
basicConstraints = CA:false
subjectAltName = ${alternatives}
${usage ? `extendedKeyUsage = ${usage}` : ''}
${issuerUrl ? `authorityInfoAccess = caIssuers;URI:${issuerUrl}` : ''}
`;
}

async function openssl(directory: string, ...args: string[]): Promise<void> {
  try {
    await run('openssl', args, { cwd: directory });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error('Test certificates are made with the openssl command, which is not installed here');
    }
    throw error;
  }
}
