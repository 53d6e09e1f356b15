/**
 * A server with a TLS as of 2008: TLS 1.2 without secure renegotiation (RFC 5746), and with the key exchange of RSA. No
 * library on a current system still speaks it, so this is the little that one page needs (RFC 5246 and RFC 5288).
 */

import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  privateDecrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';

const VERSION = Buffer.from([3, 3]);
/** TLS_RSA_WITH_AES_128_GCM_SHA256. */
const CIPHER = Buffer.from([0x00, 0x9c]);
const Type = { change: 20, alert: 21, handshake: 22, data: 23 } as const;

/** @param answer is sent after the first data of the client; then the connection ends */
export function legacyTlsServer(key: string, cert: string, answer: string | Uint8Array): Server {
  return createServer(socket => {
    socket.on('error', () => {});
    new Session(socket, key, cert, Buffer.from(answer)).begin();
  });
}

class Session {
  readonly #socket: Socket;
  readonly #key: string;
  readonly #cert: string;
  readonly #answer: Buffer;
  readonly #random = randomBytes(32);
  #clientRandom: Buffer = Buffer.alloc(32);
  #master: Buffer = Buffer.alloc(0);
  /** All messages of the handshake. */
  #transcript: Buffer = Buffer.alloc(0);
  #pending: Buffer = Buffer.alloc(0);
  #reading: Protection | undefined;
  #writing: Protection | undefined;

  constructor(socket: Socket, key: string, cert: string, answer: Buffer) {
    this.#socket = socket;
    this.#key = key;
    this.#cert = cert;
    this.#answer = answer;
  }

  begin(): void {
    this.#socket.on('data', chunk => {
      this.#pending = Buffer.concat([this.#pending, chunk]);
      while (this.#pending.length >= 5 && this.#pending.length >= 5 + this.#pending.readUInt16BE(3)) {
        const end = 5 + this.#pending.readUInt16BE(3);
        const [type, body] = [this.#pending[0] as number, this.#pending.subarray(5, end)];
        this.#pending = this.#pending.subarray(end);
        this.#record(type, this.#reading ? this.#reading.open(type, body) : body);
      }
    });
  }

  #record(type: number, body: Buffer): void {
    if (type === Type.alert) this.#socket.destroy();
    else if (type === Type.change) this.#readProtected();
    else if (type === Type.handshake) this.#handshake(body);
    else {
      this.#send(Type.data, this.#answer);
      this.#send(Type.alert, Buffer.from([1, 0]));
      this.#socket.end();
    }
  }

  #handshake(message: Buffer): void {
    const body = message.subarray(4);
    this.#transcript = Buffer.concat([this.#transcript, message]);
    if (message[0] === 1) {
      this.#clientRandom = Buffer.from(body.subarray(2, 34));
      this.#say(2, Buffer.concat([VERSION, this.#random, Buffer.from([0]), CIPHER, Buffer.from([0])]));
      const certificate = vector(new X509Certificate(this.#cert).raw);
      this.#say(11, vector(certificate));
      this.#say(14, Buffer.alloc(0));
    } else if (message[0] === 16) {
      const padding = constants.RSA_PKCS1_PADDING;
      const secret = privateDecrypt({ key: this.#key, padding }, body.subarray(2));
      this.#master = derive(secret, 'master secret', [this.#clientRandom, this.#random], 48);
    } else if (message[0] === 20) this.#finish();
  }

  /** The client's messages are encrypted from now on. */
  #readProtected(): void {
    const block = derive(this.#master, 'key expansion', [this.#random, this.#clientRandom], 40);
    this.#reading = new Protection(block.subarray(0, 16), block.subarray(32, 36));
    this.#writing = undefined;
  }

  #finish(): void {
    const block = derive(this.#master, 'key expansion', [this.#random, this.#clientRandom], 40);
    this.#send(Type.change, Buffer.from([1]));
    this.#writing = new Protection(block.subarray(16, 32), block.subarray(36, 40));
    const hash = createHash('sha256').update(this.#transcript).digest();
    this.#say(20, derive(this.#master, 'server finished', [hash], 12));
  }

  /** Sends a message of the handshake. */
  #say(type: number, body: Buffer): void {
    const message = Buffer.concat([Buffer.from([type]), vector(body)]);
    this.#transcript = Buffer.concat([this.#transcript, message]);
    this.#send(Type.handshake, message);
  }

  #send(type: number, plain: Buffer): void {
    const body = this.#writing ? this.#writing.seal(type, plain) : plain;
    const head = Buffer.from([type, 3, 3, body.length >> 8, body.length & 0xff]);
    this.#socket.write(Buffer.concat([head, body]));
  }
}

/** AES-128-GCM in one direction (RFC 5288). */
class Protection {
  readonly #key: Buffer;
  readonly #salt: Buffer;
  #sequence = 0n;

  constructor(key: Buffer, salt: Buffer) {
    this.#key = key;
    this.#salt = salt;
  }

  seal(type: number, plain: Buffer): Buffer {
    const nonce = randomBytes(8);
    const cipher = createCipheriv('aes-128-gcm', this.#key, Buffer.concat([this.#salt, nonce]));
    cipher.setAAD(this.#context(type, plain.length));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  open(type: number, body: Buffer): Buffer {
    const nonce = Buffer.concat([this.#salt, body.subarray(0, 8)]);
    const decipher = createDecipheriv('aes-128-gcm', this.#key, nonce);
    decipher.setAAD(this.#context(type, body.length - 24));
    decipher.setAuthTag(body.subarray(-16));
    return Buffer.concat([decipher.update(body.subarray(8, -16)), decipher.final()]);
  }

  #context(type: number, length: number): Buffer {
    const context = Buffer.alloc(13);
    context.writeBigUInt64BE(this.#sequence++);
    context.set([type, 3, 3, length >> 8, length & 0xff], 8);
    return context;
  }
}

/** A body with its length in three bytes. */
function vector(body: Uint8Array): Buffer {
  const length = Buffer.alloc(3);
  length.writeUIntBE(body.length, 0, 3);
  return Buffer.concat([length, body]);
}

/** The pseudorandom function of TLS 1.2 (RFC 5246, section 5). */
function derive(secret: Buffer, label: string, seeds: readonly Buffer[], length: number): Buffer {
  const seed = Buffer.concat([Buffer.from(label), ...seeds]);
  const hmac = (data: Buffer) => createHmac('sha256', secret).update(data).digest();
  let result: Buffer = Buffer.alloc(0);
  for (let a = hmac(seed); result.length < length; a = hmac(a)) {
    result = Buffer.concat([result, hmac(Buffer.concat([a, seed]))]);
  }
  return result.subarray(0, length);
}
