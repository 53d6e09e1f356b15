/** The dates of cookies. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cookieDate } from '../../../../src/engine/request/cookieDate.ts';
import { runs } from '../../support/properties.ts';

const read = (text: string) => {
  const time = cookieDate(text);
  return time === undefined ? undefined : new Date(time).toISOString().slice(0, 19);
};

describe('the date of a cookie', () => {
  const rows: [text: string, date: string][] = [
    ['Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37'],
    ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37'],
    ['06-nov-1994 8:9:7', '1994-11-06T08:09:07'],
    ['1994 08:49:37 November 6', '1994-11-06T08:49:37'],
    ['08:49:37pm 6th Nov 1994AD', '1994-11-06T08:49:37'],
    ['06 Nov 70 00:00:00', '1970-11-06T00:00:00'],
    ['06 Nov 99 00:00:00', '1999-11-06T00:00:00'],
    ['06 Nov 69 00:00:00', '2069-11-06T00:00:00'],
    ['06 Nov 00 00:00:00', '2000-11-06T00:00:00'],
    ['06 Nov 100 00:00:00 1994', ''],
    ['31 Dec 9999 23:59:59', '9999-12-31T23:59:59'],
    ['1 Jan 1601 0:0:0', '1601-01-01T00:00:00'],
    ['29 Feb 2024 00:00:00', '2024-02-29T00:00:00'],
    ['Thu, 01 Jan 1970 00:00:00 GMT', '1970-01-01T00:00:00'],
  ];
  for (const [text, date] of rows)
    it(`${text} is ${date || 'none'}`, () => assert.equal(read(text) ?? '', date));

  for (const text of [
    '',
    '0',
    '-1',
    'never',
    '1994-11-06T08:49:37Z',
    'Sun, 06 Nov 1994',
    '06 Nov 08:49:37',
    'Nov 1994 08:49:37',
    '06 1994 08:49:37',
    '00 Nov 1994 08:49:37',
    '32 Nov 1994 08:49:37',
    '31 Nov 1994 08:49:37',
    '29 Feb 2023 08:49:37',
    '06 Nov 1600 08:49:37',
    '06 Nov 12345 08:49:37',
    '006 Nov 1994 08:49:37',
    '06 Nov 1994 24:00:00',
    '06 Nov 1994 08:60:00',
    '06 Nov 1994 08:49:60',
    '06 Nov 1994 08:49',
    '06 Nov 1994 08:49:377',
    '06 Nov 1994 008:49:37',
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(cookieDate(text), undefined));
  }

  it('is read from each form of HTTP', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true }),
        date => {
          const [, day, month, year = '', time] = date.toUTCString().split(' ');
          const seconds = Math.floor(date.getTime() / 1_000) * 1_000;
          assert.equal(cookieDate(date.toUTCString()), seconds);
          assert.equal(cookieDate(`Day, ${day}-${month}-${year.slice(2)} ${time} GMT`), seconds);
          assert.equal(cookieDate(`Day ${month} ${day} ${time} ${year}`), seconds);
        },
      ),
      runs(),
    );
  });
});
