/** Reads the dates of cookies (RFC 6265, section 5.1.1), which come in many forms. */

const DELIMITERS = /[\t\u0020-\u002f\u003b-\u0040\u005b-\u0060\u007b-\u007e]+/;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Each part is the first token that looks like it. What is behind it in the token does not count. */
const TIME = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/;
const DAY = /^\d{1,2}(?!\d)/;
const YEAR = /^\d{2,4}(?!\d)/;

/** @returns in ms since 1970; `undefined` if it is no date */
export function cookieDate(text: string): number | undefined {
  let time: RegExpExecArray | undefined;
  let day: number | undefined;
  let month: number | undefined;
  let year: number | undefined;
  for (const token of text.split(DELIMITERS)) {
    const clock = time ? null : TIME.exec(token);
    const number = (shape: RegExp) => Number(shape.exec(token)?.[0] ?? Number.NaN);
    const name = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
    if (clock) time = clock;
    else if (day === undefined && DAY.test(token)) day = number(DAY);
    else if (month === undefined && name >= 0) month = name;
    else if (year === undefined && YEAR.test(token)) year = number(YEAR);
  }
  if (!time || day === undefined || month === undefined || year === undefined) return undefined;
  const [, hour = 0, minute = 0, second = 0] = time.map(Number);
  if (year < 100) year += year < 70 ? 2000 : 1900;
  if (day < 1 || year < 1601 || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(Date.UTC(year, month, day, hour, minute, second));
  // A day that the month does not have would be one of the next month.
  return date.getUTCDate() === day ? date.getTime() : undefined;
}
