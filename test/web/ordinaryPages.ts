/**
 * Pages as they are on the ordinary web, one for each way in which text stands on a page. The browser's reading of each
 * is compared with ours. Words are made up of syllables, so that each is on one page only.
 */

import type { Answer, Routes } from './ordinary.ts';

const HTML = 'text/html; charset=utf-8';

function html(body: string, type = HTML): Answer {
  return { headers: { 'content-type': type }, body };
}

/** Bytes are given as Latin-1. */
function bytes(body: string, type: string): Answer {
  return { headers: { 'content-type': type }, body: Buffer.from(body, 'latin1') };
}

const doc = (body: string, head = '') =>
  html(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`);

/** By name. Each is a page of its own. */
const PAGES: Readonly<Record<string, Answer>> = {
  title: doc('<h1>Bakoli heading</h1><p>Famuni paragraph.', '<title>Dorela &amp; Selavo title</title>'),
  table: doc(`<table><caption>Mirano prices</caption><thead><tr><th>Kolipa<th>Tumeri</thead>
    <tr><td>Salino<td>Bedoru<tr><td colspan=2>Wanepi</table>`),
  lists: doc(
    '<ul><li>Ragomi<ul><li>Ledasu<li>Fonira</ul><li>Pekalu</ul><dl><dt>Hizora<dd>Gumile</dl><ol><li>Vopate</ol>',
  ),
  detailsOpen: doc('<details open><summary>Kanuri summary</summary><p>Molefi inside</details>'),
  detailsClosed: doc('<details><summary>Bisalo summary</summary><p>Deruga inside</details>'),
  hiddenAttribute: doc('<p>Galomi shown<p hidden>Peroti hidden'),
  displayNone: doc('<p>Ranilo shown<p class=x>Sutemi hidden', '<style>.x { display: none }</style>'),
  visibilityHidden: doc('<p>Tokafu shown<p style="visibility: hidden">Zelamo hidden'),
  shadowRoot: doc(
    `<div><template shadowrootmode=open><p>Lumeka in the shadow</p><slot></slot></template>Divora in the light</div>`,
  ),
  shadowSlots: doc(`<article><template shadowrootmode=open><h2><slot name=heading>Faredo instead</slot></h2>
    <p>Womiru in the card</p></template><span slot=heading>Nabosi heading</span></article>`),
  shadowClosed: doc(
    '<div><template shadowrootmode=closed><p>Rikolu in the shadow</p></template></div><p>Sanemo outside',
  ),
  template: doc('<template><p>Jorani prepared</template><p>Hepula shown'),
  templateNested: doc('<template>Gedima<template>Kusori</template>Tavine</template><p>Bulero shown'),
  noscript: doc('<noscript>Pamuli without scripts</noscript><p>Yorena with them'),
  noscriptNested: doc('<noscript>Valido<noscript>Merako</noscript><p>Sofuna after it'),
  noscriptHead: doc(
    '<p>Kelamo shown',
    '<noscript><style>p { display: none }</style></noscript><title>Rudavi title</title>',
  ),
  iframe: doc('<p>Nokira around<iframe src="/inner/plain">Fallaco inside</iframe><p>Zumiti behind'),
  iframeSrcdoc: doc('<p>Dilato around<iframe srcdoc="&lt;p>Bonura in it"></iframe>'),
  frameset: html(
    '<!doctype html><title>Pirano frames</title><frameset cols="50%,50%"><frame src="/inner/left"><frame src="/inner/right"><noframes>Sebalo without frames</noframes></frameset>',
  ),
  object: doc(
    '<p>Cadelo around<object data="/inner/object" type="text/html" width=400 height=200>Ogamu instead</object>',
  ),
  textarea: doc('<form><textarea>Mulino written <b>plain</b></textarea></form><p>Harogi behind'),
  textareaTags: doc('<textarea></div>Keruna </p> inside</textarea><p>Fobali behind'),
  select: doc(
    '<select><option>Guralo<option selected>Pevina<optgroup label="Tomaki group"><option>Wiresa</optgroup></select>',
  ),
  datalist: doc(
    '<input list=a><datalist id=a><option value="Loriba"><option>Camuto</datalist><p>Denivo shown',
  ),
  inputs: doc(
    '<input value="Rokami typed"><input type=submit value="Sulepa button"><input placeholder="Bitoru hint"><button>Nelagi pressed</button><input type=hidden value="Voludi secret">',
  ),
  images: doc(
    '<img src="/missing.png" alt="Darimo picture" width=200 height=50><p>Pesuka shown<p title="Gilota tip">Famero tipped',
  ),
  svg: doc(
    '<svg width=300 height=60><title>Koruli tooltip</title><desc>Menaso described</desc><text y=40>Zibeta drawn</text></svg><p>Hulomi behind',
  ),
  svgTitle: doc('<svg><title></svg><p>Latuse behind', '<title>Bemoki title</title>'),
  svgScript: doc('<svg><script></svg><p>Rimola behind'),
  svgCdata: doc(
    '<svg width=300 height=60><text y=40><![CDATA[Takone <drawn>]]></text></svg><p>Dumari behind',
  ),
  htmlCdata: doc('<p>Vakuli <![CDATA[Serato in it]]> behind'),
  mathml: doc(
    '<math><mi>Fogura</mi><mo>+</mo><mtext>Nimela</mtext><annotation encoding="text/plain">Perudo noted</annotation></math>',
  ),
  ruby: doc('<ruby>漢<rp>(</rp><rt>Kanola</rt><rp>)</rp></ruby> <p>Bisomu behind'),
  breaks: doc('<p>Lenoka first<br>Tumilo second<br/>Rasedo third<hr>Gopiru fourth'),
  wordBreaks: doc('<p>Moru<wbr>tami and Sola&shy;veno and Pi\u200bkolu'),
  softHyphens: doc('<p>Ku&shy;re&shy;lo, Va\u00adsimo, Do&#173;rati'),
  whiteSpace: doc('<p>Zanero\n   Felomi\t\tGurite <b> Bokalu </b> <i>Hitare</i>'),
  noBreakSpaces: doc('<p>Kimora&nbsp;Palune Sedoki\u00a0Tolura Nabiro&#160;Vesolu Modika\u202fJelano'),
  pre: doc('<pre>Rogelo   Simatu\n\tBenoki</pre><p style="white-space: pre">Ludora   Kafine'),
  inlineTags: doc('<p>Pa<b>lo</b>ri and <a href=x>Metu</a>na and <span>Ko</span><span>dera</span>'),
  blockInInline: doc('<p>Sonari<span><div>Tulebo</div></span>Givaku<div>Remota</div><div>Padilo</div>'),
  bidi: doc('<p>Habiru \u202eabcdef\u202c Noligo <bdo dir=rtl>Femura</bdo> שלום עולם مرحبا'),
  entities: doc(
    '<p>caf&eacute; Z&uuml;rich M&#252;nster D&#xfc;ren &lt;Lavoki&gt; Tom&amp;Jerul &hellip; fran&ccedil;ois',
  ),
  entitiesBare: doc('<p>caf&eacute Z&uumlrich M&#252nster &copyMetalo &notit;Samore &ampDoleri'),
  windowsReferences: doc('<p>&#147;Kipora&#148; &#145;Dusami&#146; 5&#128; &#140;uvre Mira&#x9a;ova'),
  nulReference: doc('<p>Go&#0;lare Tesi&#xD800;mu Ba&#x110000;ruko Vilado'),
  nulBytes: html('<!doctype html><p>Pedo\0rami and Kulasi\0 \0Fimeto'),
  controls: html(
    `<!doctype html><title>Neruki</title><p>${'x '.repeat(300)}\x0bSadimo${' y'.repeat(300)} Tolegu`,
  ),
  comments: doc('<p>Alomir<!--> Bekura<!---> Cidola<!-- x --!> Dafemi<!-- y -- > Egunor<!-- --><p>Fikasu'),
  commentOpen: doc('<p>Hamore<!-- Ilanu never ends'),
  bogusComments: doc('<p>Jotila<!Kavemo><p>Lidora<?Monasi?><p>Nukelo</ Ogira><p>Pulame'),
  attributes: doc(
    '<p title="a > b">Ravosu<p data-x=\'</p>\'>Silema<p x="Talibo" y=Umera>Vokina<a href="?a=1&lt=2">Wunalo</a>',
  ),
  unclosed: html(
    '<title>Yadomi</title><div><p>Zuralo<b>Avineto<td>Bolumi<li>Cerasu<h2>Dilanor</div></section>Ekomari',
  ),
  misnested: doc('<b><p>Fanilo</b>Gomura</p><a>Herila<a>Ipolenu</a><table>Jukamo<tr><td>Kilasu</table>'),
  unclosedTag: doc('<p>Lomera<p title="Manuko <p>Nidoso'),
  unclosedTitle: html('<!doctype html><title>Olimera <p>Pudaso'),
  plaintext: html('<!doctype html><p>Queloma<plaintext><b>Rasiva</b> &amp; Tomure</plaintext><!-- Ulosa -->'),
  xmp: doc('<xmp><b>Vimola</b> &amp; Wetaso</xmp><p>Xanoli'),
  listing: doc('<listing><b>Yumera</b> &amp;</listing><noembed>Zatilo</noembed><p>Asomeru'),
  scripts: doc(
    '<script>var a = "Bulimo";</script><style>/* Cafora */</style><p>Dusemi<script type=text/template>Erolina</script>',
  ),
  scriptComments: doc('<script><!-- <script> Fomila </script> Gusera --></script><p>Hodane'),
  written: doc('<p>Ilasomo<script>document.write("<p>Jafelu " + "Kunemi")</script>'),
  appRoot: doc(
    '<div id=root></div><script>document.getElementById("root").textContent = "Lorami" + "nato"</script>',
  ),
  customElements: doc('<my-card heading="Mosefi"><my-part>Nulago</my-part></my-card>'),
  media: doc(
    '<video width=100 height=50>Obaluri cannot play</video><audio>Pasemi either</audio><canvas>Quminor drawn</canvas><p>Rofela',
  ),
  dialogs: doc('<dialog>Somali closed</dialog><dialog open>Tefuro open</dialog><p>Ugamilo'),
  letterCase: doc('<p style="text-transform: uppercase">Valori<p style="font-variant: small-caps">Wimado'),
  charsetLate: bytes(
    `<!doctype html><html><head><!--${'x'.repeat(2000)}--><meta charset=iso-8859-2><title>\xb5e\xb5ko\xbea</title></head><body><p>Xo\xb9limu \xa3a\xf1oro`,
    'text/html',
  ),
  charsetMeta: bytes(
    '<!doctype html><meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2 Yulona',
    'text/html',
  ),
  charsetHttpEquiv: bytes(
    '<!doctype html><meta http-equiv=content-type content="text/html; charset=iso-8859-7"><p>\xc5\xeb\xeb\xdc\xe4\xe1 Zamilu',
    'text/html',
  ),
  charsetGuessed: bytes(`<!doctype html><p>${'caf\xe9 na\xefve d\xe9j\xe0 Abumora '.repeat(3)}`, 'text/html'),
  charsetOfBody: bytes(
    `<!doctype html><body><p>Belomi ${'y'.repeat(1500)}<meta charset=koi8-r><p>\xf0\xd2\xc9\xd7\xc5\xd4`,
    'text/html',
  ),
  xhtml: html(
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Cadure</title></head><body><p>caf&eacute; Difalo<br/>Esumila</p><script>var x = 1 &lt; 2; // Fanoki</script></body></html>',
    'application/xhtml+xml',
  ),
  xhtmlCdata: html(
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Gilasu</title></head><body><p><![CDATA[Homari <b>]]></p><textarea>Ikeluna</textarea><noscript><p>Jolimu</p></noscript></body></html>',
    'application/xhtml+xml',
  ),
  xml: html(
    '<?xml version="1.0"?><list><item name="Kuvaro">Lesima</item><!-- Munoki --></list>',
    'application/xml',
  ),
  xmlStyled: html(
    '<?xml version="1.0"?><?xml-stylesheet type="text/css" href="/style.css"?><list><item>Nabelu</item><item>Osirako</item></list>',
    'text/xml',
  ),
  xmlBroken: html('<?xml version="1.0"?><list><item>Pulerami</item><item>Qasilo</list>', 'application/xml'),
  svgAlone: html(
    '<svg xmlns="http://www.w3.org/2000/svg"><title>Remulo</title><text y="20">Sigano drawn</text></svg>',
    'image/svg+xml',
  ),
  feed: html(
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Tebola</title><item><title>Ukinaro</title><description>&lt;p>Vadesu&lt;/p></description></item></channel></rss>',
    'application/rss+xml',
  ),
  plainText: html('Wolani <b>Xumero</b> &amp; Yatilo\n', 'text/plain; charset=utf-8'),
  plainControls: html(`Zemalo \x0b ${'word '.repeat(200)}Asulino\n`, 'text/plain; charset=utf-8'),
  json: html('{ "name": "Bekalo", "city": "M\\u00fcnsteru", "list": ["Cumina", 1] }', 'application/json'),
  javascript: html('const a = "Dofari"; // Ekumola', 'text/javascript'),
  noType: { headers: { 'content-type': '' }, body: '<!doctype html><title>Falimu</title><p>Gosera' },
  frameOnly: doc(
    '<iframe src="/inner/big" style="width: 100%; height: 100%; border: 0"></iframe>',
    '<title>Hilamo</title>',
  ),
  refresh: doc('<p>Ifaloru here', '<meta http-equiv=refresh content="600; url=/inner/plain">'),
};

/** What pages need beside themselves. */
const PARTS: Routes = {
  '/inner/plain': doc('<p>Jemusa in the frame'),
  '/inner/left': doc('<p>Kolare on the left'),
  '/inner/right': doc('<p>Limenu on the right'),
  '/inner/object': doc('<p>Mubela in the object'),
  '/inner/big': doc('<p>Nofari in the only frame'),
  '/style.css': { headers: { 'content-type': 'text/css' }, body: 'item { display: block }' },
};

/** The names of the pages: the page `x` is at `/x`. */
export const ORDINARY_PAGES: readonly string[] = Object.keys(PAGES);

/** For `startSite`. */
export const ORDINARY_ROUTES: Routes = {
  ...Object.fromEntries(Object.entries(PAGES).map(([name, answer]) => [`/${name}`, answer])),
  ...PARTS,
};
