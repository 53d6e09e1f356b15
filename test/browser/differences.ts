/** Where a browser and "search only the text" differ, and why. An entry that differs no more must be taken off. */

export type Kind =
  /** The browser shows words that the text search does not find. */
  | 'missed'
  /** The text search finds words that the browser does not show. */
  | 'extra'
  /** The browser shows a page that the engine does not read. */
  | 'unread'
  /** The engine reads a page that the browser does not show. */
  | 'unopened';

export interface Difference {
  readonly kind: Kind;
  /** Names of ordinary pages, ids of rows, or URLs of sponsors. */
  readonly pages: string;
  /** One sentence. */
  readonly why: string;
}

export const DIFFERENCES: readonly Difference[] = [
  {
    kind: 'missed',
    pages: 'inputs images C15d',
    why: 'What stands in attributes, such as values, hints and alternative texts, is markup',
  },
  { kind: 'missed', pages: 'appRoot written', why: 'Scripts write the text, and the engine runs none' },
  {
    kind: 'missed',
    pages: 'feed B04h B04j K07d',
    why: 'The browser shows the source of what it cannot display, and the text of XML is searched',
  },
  {
    kind: 'missed',
    pages: 'json W24a W24b W24c',
    why: 'The browser shows the escapes in the strings of JSON, and what they stand for is searched',
  },
  {
    kind: 'missed',
    pages: 'xml xmlBroken B04b B04c B04m K05c K05d K07a K07b K07c',
    why: 'The browser shows the tree of XML, or its own words about a mistake in it',
  },
  {
    kind: 'extra',
    pages: 'xmlBroken B04b B04c B04m K05c K05d K07b K07c',
    why: 'The browser shows nothing behind a mistake in XML, and the engine reads on',
  },
  {
    kind: 'missed',
    pages: 'B05c B05g',
    why: 'The browser shows the source, because of the last of several types, and a page that begins as HTML is read as HTML',
  },
  {
    kind: 'missed',
    pages: 'misnested unclosed',
    why: 'The browser moves text out of broken tables and lists, so that words of several lines become one',
  },
  { kind: 'missed', pages: 'ruby', why: 'Parentheses for browsers without ruby stand between the two words' },
  {
    kind: 'extra',
    pages: 'displayNone visibilityHidden hiddenAttribute detailsClosed dialogs',
    why: 'Text that is hidden, by style sheets or until somebody asks for it, counts as text',
  },
  {
    kind: 'extra',
    pages: 'datalist media object svg mathml',
    why: 'What stands in the place of a picture, or describes it, counts as text',
  },
  {
    kind: 'missed',
    pages: 'C01a J26',
    why: 'Without a declared charset, the browser does not guess UTF-8, and the engine does',
  },
  { kind: 'extra', pages: 'C01a', why: 'The same, seen from the other side' },
  {
    kind: 'missed',
    pages: 'H14 Z07a Z07b Z07c Z07d Z07e Z10a',
    why: 'The browser shows the bytes of a coding that it does not know or that is not named, and the engine unpacks them',
  },
  {
    kind: 'extra',
    pages: 'H14 Z07a Z07b Z07c Z07d Z07e Z10a',
    why: 'The same, seen from the other side',
  },
  { kind: 'extra', pages: 'R03', why: 'The browser stays at 300, and the engine goes on to its Location' },
  {
    kind: 'unread',
    pages:
      'http://www.acties.nl/ http://www.enthought.com/ H30a H30b H32b J24a J24b J27 N24 R04b R04c R04d F18 Z16 ' +
      'G02a G02b G02c G02d G02e G02f G02g G02h G02i G02j G02k G02l G02m Q13a Q13b Q13c Q13d Q13e Q13f',
    why: 'The status says that there is no such page, and a browser shows what it says instead',
  },
  {
    kind: 'unread',
    pages: 'R05a R05b R05c R13g R22a',
    why: 'The redirect leads nowhere, or where nobody asked to go, and a browser shows its body',
  },
  {
    kind: 'unread',
    pages: 'S01 S01p S03 S04a S04b S05a S05b S07 J41 J43',
    why: 'The certificate or its key is not to be trusted, and this browser is told not to mind',
  },
  {
    kind: 'unread',
    pages: 'B01a B01d B01f B02a B02b B02c B02d B02e',
    why: 'It is no text, and a browser has a viewer for it or shows its bytes',
  },
  { kind: 'unread', pages: 'C08a C08b C08c C08d', why: 'The encoding is not safe to decode' },
  {
    kind: 'unread',
    pages: 'Z05a Z06g',
    why: 'The coding is unknown, and the browser shows the bytes as they come',
  },
  {
    kind: 'unread',
    pages: 'H23c H28a H28b H28c H28d H29 J03i J03j',
    why: 'The head of the response is broken or too large, and this browser is more lenient',
  },
  {
    kind: 'unread',
    pages: 'H02a H02b',
    why: 'The response ends within its head, and the browser takes that for its end',
  },
  {
    kind: 'unopened',
    pages: 'B03a B03c B04g B04k B04o B07',
    why: 'The browser saves the page as a file',
  },
  {
    kind: 'unopened',
    pages: 'H19a J10d J11b J11c N15b Z06f',
    why: 'The engine is more lenient, or asks once more',
  },
  {
    kind: 'extra',
    pages: 'B05d B05i',
    why: 'The browser goes by the last of two types, or by one that is broken, and shows no text',
  },
  {
    kind: 'unopened',
    pages: 'H38a H38b H38d H38f H38g',
    why: 'The browser stays where it is at 204 and 205',
  },
  {
    kind: 'missed',
    pages: 'charsetOfBody K06c K06d K06f',
    why: 'Without a declared charset, the browser guesses one by the language, and the engine takes windows-1252',
  },
  { kind: 'extra', pages: 'charsetOfBody K06c K06d K06f', why: 'The same, seen from the other side' },
  {
    kind: 'unread',
    pages: 'nulBytes',
    why: 'So short a page with so many control bytes is taken for junk under a wrong label',
  },
  {
    kind: 'extra',
    pages: 'shadowSlots',
    why: 'What stands in a slot until something else is put there counts as text',
  },
  {
    kind: 'extra',
    pages: 'shadowClosed K04b',
    why: 'A closed shadow root is shown, but nobody can ask the browser for its text',
  },
  {
    kind: 'unread',
    pages:
      'J20a J20b J20c J20d J20e J20f J20g J20h J20i J20j J21a J21b J21c J21d J21e J21f J22a J22b J22c J22d J22e J22f J29',
    why: 'It is the page of a robot wall',
  },
  {
    kind: 'unread',
    pages: 'K01a K01b K01c K01d',
    why: 'It is made of more members or frames than any page needs',
  },
  {
    kind: 'missed',
    pages: 'F12 F16',
    why: 'Only a few frames are searched, and none whose status says that there is no such page',
  },
  {
    kind: 'unopened',
    pages: 'R17a Q01c',
    why: 'This browser gives up at the twentieth redirect, which the Fetch Standard follows',
  },
  {
    kind: 'extra',
    pages: 'Q11c Q12',
    why: 'The engine sends the user name and password of a URL at once and byte for byte, as curl does, and the browser does not',
  },
];
