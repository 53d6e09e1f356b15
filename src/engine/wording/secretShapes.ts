/**
 * What secrets in URLs look like: names of parameters, values, and paths.
 *
 * The shapes of tokens and web hooks follow the rules of gitleaks (config/gitleaks.toml) and GitHub's list of supported
 * secret scanning patterns. Lengths are minimums here, because a cut secret is still one.
 */

import type { TextRange } from './userInfo.ts';

/** Names of parameters whose values are secret. Lower case, letters and digits only. */
const SECRET_NAMES = new Set(
  (
    'auth authorization authtkt bearer cftoken code cred creds csrf xsrf hmac jwt key otp totp pass passcode passkey ' +
    'password passphrase passwd passwort kennwort motdepasse mdp senha pat pin pw pwd saml samlart samlrequest ' +
    'samlresponse sess session sesskey sid sig skey sso st ticket tkn tok'
  ).split(' '),
);

/** Endings of names of secret parameters, e.g. `client_secret`, `X-Amz-Security-Token`, `AWSAccessKeyId`. */
const SECRET_ENDING =
  /(?:token|secret|password|passwd|pwd|passphrase|passcode|credentials?|signature|assertion|verifier|jwt|sess(?:ion)?id|tkt|clientauth|basicauth|xauth)$/;

/** Endings of names of keys, codes, signatures and short passwords. Words that only sound like them do not end so. */
const SECRET_COMPOUND =
  /(?:(?:api|access|secret|private|subscription|shared|app|auth|client|functions?|license|master|account|session|sess|encryption|signing|consumer|user|service|storage|admin|security|stream|webhook|write|deploy|ssh)key(?:id)?|(?:auth|authorization|device|verification|access|reset|login|recovery|backup|confirmation|activation|security|sms|otp)code|(?:api|auth|access|request|url)(?:sig|sign)|(?:user|db|login|admin|root|my|new|old|ftp|smtp|mail|http|proxy)(?:pass|pw))$/;

/** Longer endings than the longest of the expressions above. */
const LONGEST_ENDING = 40;

/** Whether the value of a parameter is secret. @param name decoded or not, in any spelling */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const ending = plain.slice(-LONGEST_ENDING);
  return (
    SECRET_NAMES.has(plain) ||
    SECRET_ENDING.test(ending) ||
    SECRET_COMPOUND.test(ending) ||
    plain.startsWith('aspsessionid')
  );
}

/** Runs of characters that a secret may consist of. They are sticky, and match at any place, if only nothing. */
const WORD = /[\w-]*/y;
const DOTTED = /[\w.-]*/y;
const LETTERS = /[A-Za-z0-9]*/y;
const HEX = /[0-9a-f]*/iy;
const SEGMENT = /[^/?#\s]*/y;
const REST = /[^?#\s]*/y;

/** Prefixes of tokens, by their issuers. What follows is a run of these characters, at least this long. */
const TOKENS: readonly (readonly [body: RegExp, least: number, prefixes: string])[] = [
  // A JSON Web Token, or other JSON in base64url: `eyJ` is `{"`.
  [DOTTED, 10, 'eyJ'],
  // GitHub
  [LETTERS, 16, 'ghp_ gho_ ghu_ ghs_ ghr_'],
  [WORD, 16, 'github_pat_'],
  // GitLab
  [DOTTED, 10, 'glpat- glrt- gldt- glft- glptt- gloas- glcbt- glimt- glagent- glsoat- glffct-'],
  // Slack
  [WORD, 8, 'xoxa- xoxb- xoxe- xoxp- xoxr- xoxs- xoxe.xoxb- xoxe.xoxp- xapp-1-'],
  // Registries: npm, PyPI, RubyGems, Docker
  [LETTERS, 20, 'npm_'],
  [WORD, 16, 'pypi-AgE dckr_pat_'],
  [HEX, 32, 'rubygems_'],
  // Hugging Face, Replicate, OpenAI, Anthropic, Groq, Perplexity
  [LETTERS, 16, 'hf_ r8_'],
  [WORD, 16, 'sk-proj- sk-svcacct- sk-admin- sk-ant-'],
  [LETTERS, 32, 'sk- gsk_ pplx-'],
  // Google
  [WORD, 20, 'AIza GOCSPX-'],
  [WORD, 4, 'ya29.'],
  // Alibaba, DigitalOcean, Heroku, Fly, Supabase, PlanetScale, Databricks, HashiCorp, Pulumi, Tailscale
  [LETTERS, 16, 'LTAI'],
  [HEX, 32, 'dop_v1_ doo_v1_ dor_v1_ sbp_ dapi pul-'],
  [WORD, 20, 'HRKU-AA fo1_ hvs. hvb. tskey-'],
  [DOTTED, 20, 'pscale_tkn_ pscale_pw_ pscale_oauth_'],
  // Stripe, Shopify, Square, SendGrid, Brevo, Mailgun, Twilio, Shippo, EasyPost, Facebook
  [LETTERS, 4, 'sk_live_ rk_live_ sk_test_ rk_test_ sk_prod_ rk_prod_ whsec_'],
  [HEX, 20, 'shpat_ shpca_ shppa_ shpss_ shippo_live_ shippo_test_'],
  [WORD, 20, 'sq0atp- sq0csp- sq0idp- xkeysib-'],
  [DOTTED, 50, 'SG.'],
  [HEX, 32, 'key- SK'],
  [LETTERS, 50, 'EZAK EZTK EAA'],
  // Linear, Notion, Figma, Postman, Sentry, Grafana, New Relic, Doppler, Atlassian, age
  [LETTERS, 20, 'lin_api_ ntn_ NRAK- dp.pt. AGE-SECRET-KEY-1'],
  [LETTERS, 40, 'secret_'],
  [WORD, 20, 'figd_ PMAK- sntrys_ sntryu_ glsa_ glc_ ATATT3'],
];

/** The ids of keys of Amazon Web Services, which are secret only as a whole. */
const AMAZON_KEY = /(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/y;

interface Token {
  readonly prefix: string;
  readonly body: RegExp;
  readonly least: number;
}

/** By their first two characters, as one number. Few words begin like a token. */
const TOKENS_BY_START: ReadonlyMap<number, readonly Token[]> = Map.groupBy(
  TOKENS.flatMap(([body, least, prefixes]) => prefixes.split(' ').map(prefix => ({ prefix, body, least }))),
  ({ prefix }) => startAt(prefix, 0),
);

function startAt(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
}

/**
 * The end of the token that begins at a place of a text; `undefined` if none does.
 * @param at place of a letter or a digit that follows neither
 */
export function tokenEnd(text: string, at: number): number | undefined {
  for (const { body, least, prefix } of TOKENS_BY_START.get(startAt(text, at)) ?? []) {
    if (!text.startsWith(prefix, at)) continue;
    const start = at + prefix.length;
    const end = runEnd(body, text, start);
    if (end - start >= least) return end;
  }
  if (text.charAt(at) !== 'A') return undefined;
  AMAZON_KEY.lastIndex = at;
  return AMAZON_KEY.test(text) ? AMAZON_KEY.lastIndex : undefined;
}

function runEnd(run: RegExp, text: string, at: number): number {
  run.lastIndex = at;
  run.test(text);
  return run.lastIndex;
}

/** Addresses whose path is the secret: what stands before it, the run that it is, and its least length. */
const SECRET_PATHS: readonly (readonly [before: RegExp, secret: RegExp, least: number])[] = [
  // Web hooks: Slack, Discord, Teams, Feishu and Lark, Zapier, Make
  [/hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\//gi, REST, 1],
  [/discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\//gi, REST, 1],
  [/(?:webhook\.office\.com\/webhookb2|outlook\.office(?:365)?\.com\/webhook)\//gi, REST, 1],
  [/open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/(?:v2\/)?hook\//gi, REST, 1],
  [
    /(?:hooks\.zapier\.com\/hooks\/catch|hook\.(?:[a-z]{2}\d\.)?make\.com|hook\.integromat\.com)\//gi,
    REST,
    1,
  ],
  // IFTTT, PagerDuty, Healthchecks, webhook.site, Bark, ServerChan, Infura, Alchemy
  [/(?:maker\.ifttt\.com\/use|\/with\/key|events\.pagerduty\.com\/integration)\//gi, REST, 1],
  [
    /(?:webhook\.site|hc-ping\.com|api\.day\.app|sctapi\.ftqq\.com|infura\.io\/v3|alchemy\.com\/v2)\//gi,
    REST,
    1,
  ],
  // Bots of Telegram, also on servers of one's own
  [/\/bot\d{4,20}:/gi, SEGMENT, 1],
  // Secret addresses of Google Calendar
  [/\/private-/gi, HEX, 16],
];

/** What each of the addresses above and below has. Most URLs have nothing of it. */
const MAY_BE_SECRET_PATH =
  /hook|\/bot\d|\/private-|\/key\/|ifttt|pagerduty|hc-ping|\.app\/|ftqq|infura|alchemy/i;

/** Web hooks on any host, such as Mattermost and n8n. Those of the segments below are secret that look random. */
const HOOKS = /\/(?:web)?hooks?\//gi;

/** A UUID, or a long run without hyphens. */
const RANDOM = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\w{20,})$/i;

/** Whether a segment of a path looks random, unlike words and slugs. */
function looksRandom(segment: string): boolean {
  return RANDOM.test(segment) && /\d/.test(segment) && /[a-z]/i.test(segment);
}

/** The parts of paths that are secret, as ranges of the text. */
export function* secretPaths(text: string): Generator<TextRange> {
  if (!MAY_BE_SECRET_PATH.test(text)) return;
  for (const [before, secret, least] of SECRET_PATHS) {
    let done = 0;
    for (const { 0: found, index } of text.matchAll(before)) {
      const start = index + found.length;
      // What is masked already is not read again.
      if (start <= done) continue;
      done = runEnd(secret, text, start);
      if (done - start >= least) yield [start, done];
    }
  }
  let done = 0;
  for (const { 0: found, index } of text.matchAll(HOOKS)) {
    const start = index + found.length;
    if (start <= done) continue;
    done = runEnd(REST, text, start);
    for (const { 0: segment, index: place } of text.slice(start, done).matchAll(/[^/]+/g)) {
      if (looksRandom(segment)) yield [start + place, start + place + segment.length];
    }
  }
}
