/** The answers of robot walls, told from dead pages and from pages that only load a vendor's script. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mediaType } from '../../../../src/engine/content/mediaType.ts';
import { REFUSALS, ROBOT_WALLS } from '../../../../src/engine/request/robotWalls.ts';
import {
  mayBeWall,
  WALL_BYTES,
  wallOfHead,
  wallOfPage,
  wallOfRedirect,
  wallOfRefusal,
} from '../../../../src/engine/request/wallCheck.ts';

const HTML = mediaType('text/html; charset=utf-8');
const page = (title: string, body = '', head = '') =>
  `<!DOCTYPE html><html><head><title>${title}</title>${head}</head><body>${body}</body></html>`;

/** An answer by its header fields. */
const HEADS: [vendor: string, status: number, headers: Record<string, string>][] = [
  ['LinkedIn', 999, {}],
  ['Akamai', 403, { server: 'AkamaiGHost' }],
  ['AWS WAF', 202, { 'x-amzn-waf-action': 'challenge' }],
  ['AWS WAF', 405, { 'x-amzn-waf-action': 'captcha' }],
  ['Cloudflare', 403, { 'cf-mitigated': 'challenge', server: 'cloudflare' }],
  ['Cloudflare', 503, { 'cf-mitigated': 'challenge' }],
  ['Cloudflare', 200, { 'cf-mitigated': 'challenge' }],
  ['CloudFront', 403, { server: 'CloudFront', 'x-cache': 'Error from cloudfront' }],
  ['DataDome', 403, { 'x-datadome': 'protected' }],
  ['DataDome', 401, { 'x-datadome': 'protected' }],
  ['DataDome', 200, { 'x-dd-b': '1' }],
  ['DDoS-Guard', 403, { server: 'ddos-guard' }],
  ['Imperva', 403, { 'x-iinfo': '8-1-0 NNNN' }],
  ['Kasada', 429, { 'x-kpsdk-ct': 'token' }],
  ['SiteGround', 202, { 'sg-captcha': 'challenge' }],
  ['Sucuri', 403, { 'x-sucuri-block': 'BAI001' }],
  ['Vercel', 429, { 'x-vercel-mitigated': 'challenge' }],
  ['Vercel', 403, { 'x-vercel-mitigated': 'deny' }],
];

/** Dead pages, and pages that were let through, of the same vendors. */
const ORDINARY_HEADS: [status: number, headers: Record<string, string>][] = [
  [200, {}],
  [403, {}],
  [404, { 'cf-mitigated': 'challenge' }],
  [404, { server: 'AkamaiGHost' }],
  [404, { server: 'CloudFront', 'x-cache': 'Error from cloudfront' }],
  [410, { 'x-datadome': 'protected' }],
  [500, { 'x-iinfo': '8-1-0' }],
  [503, { server: 'AkamaiGHost' }],
  [200, { server: 'AkamaiGHost' }],
  [200, { 'x-datadome': 'protected' }],
  [200, { 'x-iinfo': '8-1-0', 'set-cookie': 'visid_incap_1=a' }],
  [200, { 'x-kpsdk-ct': 'token' }],
  [200, { server: 'ddos-guard' }],
  [200, { 'x-sucuri-id': '11005' }],
  [403, { server: 'AmazonS3', 'x-cache': 'Error from cloudfront' }],
  [403, { server: 'CloudFront' }],
  [202, { 'x-amzn-waf-action': 'count' }],
  [998, {}],
];

/** A page that is only a check, although its status is that of success. */
const CHECKS: [vendor: string, html: string][] = [
  ['Akamai', page('', '<div id="sec-if-cpt-container">Powered and protected by</div>')],
  ['Alibaba', page('', "<script>var arg1='0A'; document.cookie='acw_sc__v2='</script>")],
  ['Alibaba', page('', '<script>location = "//x.example/_____tmd_____/punish?x5secdata=a"</script>')],
  ['Amazon', page('Amazon.com', '<form method="get" action="/errors/validateCaptcha" name="">')],
  [
    'Anubis',
    page(
      "Making sure you're not a bot!",
      `<h1>Loading...</h1><p>${'Why am I seeing this? '.repeat(60)}`,
      '<script id="anubis_challenge" type="application/json">{}</script>',
    ),
  ],
  ['Cloudflare', page('Just a moment...', '<script>window._cf_chl_opt = {cvId: "3"}</script>')],
  ['Cloudflare', page('Attention Required! | Cloudflare')],
  ['DataDome', page('site.example', '<script src="https://ct.captcha-delivery.com/c.js"></script>')],
  ['DataDome', page('site.example', '<iframe src="https://geo.captcha-delivery.com/captcha/?a"></iframe>')],
  ['DDoS-Guard', page('DDOS-GUARD')],
  ['F5', page('Request Rejected', 'The requested URL was rejected. Your support ID is: 1')],
  ['F5', '<html><head><script>window["bobcmn"] = "1011";</script></head><body></body></html>'],
  ['Fastly', page('Client Challenge', '', '<link href="/_fs-ch-1T1w/assets/styles.css" rel="stylesheet">')],
  [
    'go-away',
    page(
      'Checking you are not a bot',
      '',
      '<link href="/.well-known/x/git/go-away/cmd/go-away/assets/a.css">',
    ),
  ],
  ['HUMAN', page('Access to this page has been denied', '<div class="a" id="px-captcha"></div>')],
  [
    'Imperva',
    '<html><head></head><iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&a"></iframe>',
  ],
  ['Imperva', page('Pardon Our Interruption')],
  ['Imunify360', page('One moment, please...', '<form id="wsidchk-form">')],
  ['Radware', page('Radware Captcha Page')],
  [
    'SiteGround',
    '<html><head><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F"></head></html>',
  ],
  [
    'StackPath',
    page('StackPath', 'Protected by <a href="https://www.stackpath.com/" target="_blank">StackPath'),
  ],
  [
    'Sucuri',
    page('You are being redirected...', "<script>var s={},sucuri_cloudproxy_js='',S='YT0'</script>"),
  ],
  ['Sucuri', page('Sucuri WebSite Firewall - Access Denied')],
  ['Vercel', page('Vercel Security Checkpoint')],
  ['CAPTCHA', page('Just a moment...', '<div class="cf-turnstile" data-sitekey="a"></div>')],
  ['CAPTCHA', page('Human Verification', '<div class="h-captcha"></div>')],
  ['CAPTCHA', page('Are you a robot?', '<div class="g-recaptcha"></div>')],
  ['CAPTCHA', page('Security check', '<div class="frc-captcha"></div>')],
  ['CAPTCHA', page('Security Check – Shop', '<div class="frc-captcha"></div>')],
  ['CAPTCHA', page('Verifying you are human...', '<div class="cf-turnstile"></div>')],
  ['CAPTCHA', page("Verify that you're not a robot | Shop", '<div class="g-recaptcha"></div>')],
  ['CAPTCHA', page('Robot Challenge Screen', '<div class="g-recaptcha"></div>')],
];

/** A refusal that only its words tell. */
const WORDS: [vendor: string, html: string][] = [
  ['Akamai', page('Access Denied', 'You have no permission. Reference&#32;&#35;18&#46;4d2a')],
  ['Akamai', page('Access Denied', 'Reference #18.53071002.1700000000.1a2b')],
  ['AWS WAF', page('', '<script>window.gokuProps = {}</script>')],
  ['Cloudflare', page('Site', '<h1>Sorry, you have been blocked</h1>')],
  ['Cloudflare', 'error code: 1020'],
  ['CloudFront', page('ERROR', '<pre>Generated by cloudfront (CloudFront)\nRequest ID: a</pre>')],
  ['F5', 'The requested URL was rejected. Please consult with your administrator.'],
  ['Google', page('Sorry...', 'Our systems have detected unusual traffic from your computer network.')],
  ['HUMAN', page('', '<script src="//captcha.px-cdn.net/PXabc/captcha.js?a=c"></script>')],
  ['Imperva', page('', 'Request unsuccessful. Incapsula incident ID: 1-2')],
  ['Imunify360', 'Access denied by Imunify360 bot-protection. IPs used for automation should be whitelisted'],
  ['Kasada', page('', '<script>window.KPSDK={};KPSDK.now=1</script>')],
  ['Reddit', page('Blocked', "You've been blocked by network security.")],
  ['SiteGround', page('', 'Our system thinks you might be a robot!')],
  ['StackPath', page('', 'This website is using a security service for protection against online attacks.')],
  ['Sucuri', page('', '', '<link href="https://cdn.sucuri.net/sucuri-firewall-block.css">')],
  ['Wordfence', page('', 'Generated by Wordfence at Sun, 22 Nov 2026')],
];

const REDIRECTS: [vendor: string, url: string][] = [
  ['Alibaba', 'https://www.site.example/item/_____tmd_____/punish?x5secdata=a'],
  ['DataDome', 'https://geo.captcha-delivery.com/captcha/?a=b'],
  ['Google', 'https://www.google.com/sorry/index?continue=a'],
  ['Google', 'https://scholar.google.co.uk/sorry/index'],
  ['Radware', 'https://validate.perfdrive.com/64b9/?ssa=1&ssc=https%3A%2F%2Fsite.example%2F'],
  ['SiteGround', 'https://site.example/.well-known/sgcaptcha/?r=%2F'],
  ['Yandex', 'https://yandex.ru/showcaptcha?cc=1'],
];

const ARTICLE = `<p>${'This article explains how walls keep robots out of a site. '.repeat(60)}</p>`;

/** Pages for people that have something of a wall. */
const ORDINARY: [name: string, html: string, type?: string][] = [
  [
    'the JavaScript detections of Cloudflare',
    page('Shop', '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js">'),
  ],
  ['the tag of DataDome', page('Shop', '<script src="https://js.datadome.co/tags.js"></script>')],
  ['the sensor of HUMAN', page('Shop', '<script src="//client.px-cdn.net/PXabc/main.min.js"></script>')],
  ['the script of Imperva', page('Shop', '<script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>')],
  [
    'the script of Kasada',
    page('Shop', '<script src="/149e/2d20/p.js"></script><script>KPSDK.configure()</script>'),
  ],
  ['the script of F5', page('Shop', '<script src="/TSPD/08a?type=17"></script>')],
  [
    'the script of AWS WAF',
    page('Shop', '<script src="https://a.token.awswaf.com/b/challenge.js"></script>'),
  ],
  ['Turnstile in a form', page('Contact us', '<form><div class="cf-turnstile"></div></form>')],
  ['hCaptcha in a form', page('Register', '<form><div class="h-captcha"></div></form>')],
  ['reCAPTCHA in a form', page('Log in', '<form><div class="g-recaptcha"></div></form>')],
  ['a title that waits', page('One moment, please...', '<p>We are moving to a new house')],
  ['a title about bots', page('I am not a bot', '<p>A poem')],
  ['a title with a vendor', page('StackPath review', '<p>It was good')],
  ['an article that shows a check', page('Walls', `${ARTICLE}<script>window._cf_chl_opt = {}</script>`)],
  ['an article with a widget', page('Human verification', `${ARTICLE}<div class="h-captcha"></div>`)],
  [
    'the words of a refusal',
    page('Help', '<p>What does “Incapsula incident ID” mean? Or “Sorry, you have been blocked”?'),
  ],
  ['the markup, escaped', page('Help', '&lt;script id="anubis_challenge" type="application/json"&gt;')],
  ...[
    'Verify your email – Shop',
    'Verify your identity | Bank',
    'Security check for your home',
    'Please wait to be seated',
    'One moment in time',
    'Just a moment of your time: a survey',
    'Attention required: we call it back',
    'Are you a robot? A short story',
  ].map((title): [string, string] => [
    `a widget below the title “${title}”`,
    page(title, '<form><div class="g-recaptcha"></div></form>'),
  ]),
  ...[
    'window._cf_chl_opt = {}',
    'document.cookie = "acw_sc__v2=1"',
    '/_____tmd_____/punish',
    'sucuri_cloudproxy_js = ""',
    'window["bobcmn"] = "1"',
  ].map((mark): [string, string] => [`code that shows ${mark}`, page('A note', `<pre>${mark}</pre>`)]),
  ['a title that is looked into', page('Request Rejected', 'Look for the support ID in the log')],
  ['a title that asks why', page('Pardon Our Interruption: why?', 'A story')],
  ['a title on settings', page('Radware Captcha settings', 'A manual')],
  ['a title with a vendor that it names again', page('Imunify360 review', 'Imunify360 is good')],
  [
    'a title with a vendor that protects it',
    page('StackPath review', 'Protected by <a href="https://www.stackpath.com/">StackPath</a>'),
  ],
  ['a title with a refusal', page('Sucuri WebSite Firewall - Access Denied: what now?', 'A manual')],
  ['a large page', `${page('Attention Required! | Cloudflare')}${' '.repeat(50_000)}`],
  ['a script', 'window._cf_chl_opt = {}', 'text/javascript'],
  ['a text', page('Request Rejected'), 'text/plain'],
  ['a mark far behind', page('Page', `${' '.repeat(WALL_BYTES)}<div id="px-captcha"></div>`)],
  ['nothing', ''],
];

describe('the head of an answer', () => {
  for (const [vendor, status, headers] of HEADS) {
    it(`of ${vendor} is known: ${status} ${JSON.stringify(headers)}`, () =>
      assert.equal(wallOfHead(status, headers), vendor));
  }
  for (const [status, headers] of ORDINARY_HEADS) {
    it(`is no wall's: ${status} ${JSON.stringify(headers)}`, () =>
      assert.equal(wallOfHead(status, headers), undefined));
  }

  it('tells whether the page is worth a look', () => {
    for (const status of REFUSALS) assert.ok(mayBeWall(status, {}, HTML), String(status));
    for (const status of [200, 301, 401, 404, 410, 500, 502])
      assert.ok(!mayBeWall(status, {}, HTML), String(status));
    assert.ok(mayBeWall(403, {}, mediaType(undefined)));
    assert.ok(!mayBeWall(403, {}, mediaType('image/png')));
    assert.ok(!mayBeWall(403, { 'x-datadome': 'protected' }, HTML));
  });
});

describe('a page', () => {
  for (const [vendor, html] of CHECKS) {
    it(`that is only a check of ${vendor}: ${html.slice(0, 150)}`, () => {
      assert.equal(wallOfPage(Buffer.from(html), HTML), vendor);
      assert.equal(wallOfRefusal(Buffer.from(html)), vendor);
    });
  }
  for (const [vendor, html] of WORDS) {
    it(`that refuses in the words of ${vendor} counts for a refusal only`, () => {
      assert.equal(wallOfRefusal(Buffer.from(html)), vendor);
      assert.equal(wallOfPage(Buffer.from(html), HTML), undefined);
    });
  }
  for (const [name, html, type] of ORDINARY) {
    it(`with ${name} is no check`, () =>
      assert.equal(wallOfPage(Buffer.from(html), type ? mediaType(type) : HTML), undefined));
  }

  it('has a title with white space, attributes and capitals', () => {
    for (const tag of ['<title>\n  DDOS-GUARD\n</title>', '<TITLE lang="en">DDOS-GUARD</TITLE>']) {
      assert.equal(wallOfPage(Buffer.from(`<!doctype html>${tag}`), HTML), 'DDoS-Guard');
    }
    assert.equal(wallOfPage(Buffer.from('<!doctype html><titles>DDOS-GUARD'), HTML), undefined);
    assert.equal(wallOfPage(Buffer.from('<!doctype html>DDOS-GUARD'), HTML), undefined);
  });

  it('is a check up to 2,500 readable characters, and up to 48 KiB', () => {
    const text = (count: number) =>
      Buffer.from(`<!doctype html><title>DDOS-GUARD</title>${'ab '.repeat(count / 2)}`);
    const titleLength = 'DDOS-GUARD'.length;
    assert.equal(wallOfPage(text(2_500 - titleLength), HTML), 'DDoS-Guard');
    assert.equal(wallOfPage(text(2_502 - titleLength), HTML), undefined);
    const sized = (size: number) => Buffer.from('<!doctype html><title>DDOS-GUARD</title>'.padEnd(size, ' '));
    assert.equal(wallOfPage(sized(49_152), HTML), 'DDoS-Guard');
    assert.equal(wallOfPage(sized(49_153), HTML), undefined);
  });

  it('that refuses without a mark is no wall', () => {
    for (const text of ['', page('403 Forbidden', 'nginx'), page('Access denied', 'You are not logged in')])
      assert.equal(wallOfRefusal(Buffer.from(text)), undefined);
  });
});

describe('a redirect', () => {
  const from = new URL('https://site.example/page');
  for (const [vendor, url] of REDIRECTS) {
    it(`to ${url} leads to ${vendor}`, () => assert.equal(wallOfRedirect(from, new URL(url)), vendor));
  }
  for (const url of [
    'https://site.example/sorry/',
    'https://www.google.com/search?q=%2Fsorry%2F',
    'https://perfdrive.com/',
    'https://site.example/?to=validate.perfdrive.com/',
    'https://notcaptcha-delivery.com.example/',
    'https://site.example/showcaptcha',
  ]) {
    it(`to ${url} does not`, () => assert.equal(wallOfRedirect(from, new URL(url)), undefined));
  }

  it('from a wall to itself is one that the list asked for', () => {
    const wall = new URL('https://validate.perfdrive.com/a');
    assert.equal(wallOfRedirect(wall, new URL('https://validate.perfdrive.com/b')), undefined);
  });
});

describe('the table', () => {
  it('is in alphabetical order, but for the last row', () => {
    const names = ROBOT_WALLS.slice(0, -1).map(({ name }) => name);
    assert.deepEqual(
      names,
      names.toSorted((a, b) => a.localeCompare(b, 'en')),
    );
  });

  it('has a test for every mark of every vendor', () => {
    const tested = (rows: readonly (readonly [string, ...unknown[]])[], name: string) =>
      rows.some(([vendor]) => vendor === name);
    for (const { headers, markup, name, redirect, title, words } of ROBOT_WALLS) {
      if (headers) assert.ok(tested(HEADS, name), `${name}: headers`);
      if (words) assert.ok(tested(WORDS, name), `${name}: words`);
      if (redirect) assert.ok(tested(REDIRECTS, name), `${name}: redirect`);
      for (const mark of [title, markup]) {
        const isTested = CHECKS.some(
          ([vendor, html]) =>
            vendor === name && mark?.test(mark === title ? (/<title>([^<]*)/.exec(html)?.[1] ?? '') : html),
        );
        assert.ok(!mark || isTested, `${name}: ${mark}`);
      }
    }
  });
});
