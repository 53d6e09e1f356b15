/** What an answer is that does not begin as HTTP does. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultOfStart } from '../../../../src/engine/network/badResponse.ts';

describe('the beginning of an answer', () => {
  const rows: [start: string, fault: string | undefined, said: string][] = [
    ['<!doctype html><p>', 'headless', ''],
    ['\n  <p>', 'headless', ''],
    ['<?xml version="1.0"?>', 'headless', ''],
    ['SIP/2.0 200 OK', 'protocol', 'SIP'],
    ['RTSP/1.0 200 OK', 'protocol', 'RTSP'],
    ['PRI * HTTP/2.0\r\n\r\nSM', 'protocol', 'HTTP/2'],
    ['\0\0\0\x04\0\0\0\0\0', 'protocol', 'HTTP/2'],
    ['\0\0\x12\x04\0\0\0\0\0\0\x03', 'protocol', 'HTTP/2'],
    ['\0\0\x12\x05\0\0\0\0\0', undefined, ''],
    ['SSH-2.0-OpenSSH', 'protocol', 'SSH'],
    ['+OK ready', 'protocol', 'POP3'],
    ['* OK IMAP4rev1', 'protocol', 'IMAP'],
    ['* BYE', 'protocol', 'IMAP'],
    ['220 mail.example ESMTP Postfix', 'protocol', 'SMTP'],
    ['554-smtp.example', 'protocol', 'SMTP'],
    ['220 ProFTPD', 'protocol', 'FTP'],
    ['RFB 003.008\n', 'protocol', 'VNC'],
    ['-ERR unknown command', 'protocol', 'Redis'],
    ['\x15\x03\x01\0\x02', 'tls', ''],
    ['\x16\x03\x03\0\x02', 'tls', ''],
    ['\x13\x03\x03', undefined, ''],
    ['\x18\x03\x03', undefined, ''],
    ['\x16\x04\x03', undefined, ''],
    ['\x16\x03\x05', undefined, ''],
    ['\x14\x03\x01\0\x02', 'tls', ''],
    ['\x17\x03\x04\0\x02', 'tls', ''],
    ['\x01\0\x12\x04\0\0\0\0\0', undefined, ''],
    ['\0\0\x12\x04\0\0\0\0\x01', undefined, ''],
    ['a PRI * HTTP/2', undefined, ''],
    ['a SSH-2', undefined, ''],
    ['a +OK', undefined, ''],
    ['a * OK', undefined, ''],
    ['a 220 ESMTP', undefined, ''],
    ['12 ESMTP', undefined, ''],
    ['a 220-', undefined, ''],
    ['220', undefined, ''],
    ['a RFB 003.', undefined, ''],
    ['a -ERR', undefined, ''],
    ['a SIP/2', undefined, ''],
    ['ABCDEFGHIJKLM/1', undefined, ''],
    ['SIP/x', undefined, ''],
    ['a <p>', undefined, ''],
    ['<1', undefined, ''],
    [`${' '.repeat(20)}<p>`, 'headless', ''],
    ['A/1', undefined, ''],
    ['hello', undefined, ''],
    ['', undefined, ''],
  ];
  for (const [start, fault, said] of rows) {
    it(`${JSON.stringify(start)} is ${fault ? `${fault} ${said}` : 'nothing known'}`, () => {
      const error = faultOfStart(start);
      assert.deepEqual([error.code, error.fault, error.said], ['HTTP_BAD_RESPONSE', fault, said]);
    });
  }
});
