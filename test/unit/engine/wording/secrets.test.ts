/** Secrets in URLs are masked wherever a URL is shown, and nothing else is. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maskSecrets, maskTokens } from '../../../../src/engine/wording/maskSecrets.ts';
import { displayUrl, safeDetail } from '../../../../src/engine/wording/safeText.ts';
import { runs } from '../../support/properties.ts';

/** A run of characters without a meaning, as in tokens. Made, so that no scanner takes this file for a leak. */
const random = (length: number, alphabet = 'a1B2c3D4e5') => alphabet.repeat(length).slice(0, length);
const hex = (length: number) => random(length, '0a1b2c3d4e5f');
const uuid = `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`;

describe('a secret parameter', () => {
  const names =
    'passkey session_key sessionKey api_sig api-sign code_verifier pw userpw oauth_verifier oauth_token otp totp ' +
    'sesskey skey authkey auth_key encryption_key consumer_key stream_key X-Functions-Key deploy-key db_pass mdp ' +
    'passwort login_code reset_code recoveryCode security_code creds ASPSESSIONIDQQABCDEF cftoken authtkt pin sso ' +
    'client_secret X-Amz-Signature signature accessToken id_token params.token user[password] data[0][api_key]';
  for (const name of names.split(' ')) {
    it(`is ${name}`, () => {
      assert.equal(displayUrl(`http://a/?x=1&${name}=s3cr3t&y=2`), `http://a/?x=1&${name}=•••&y=2`);
    });
  }

  it('may stand in a fragment, in a path, behind a semicolon, or alone', () => {
    const rows: [url: string, shown: string][] = [
      ['http://a/#access_token=abc&expires_in=3600', 'http://a/#access_token=•••&expires_in=3600'],
      ['http://a/#!/page?token=abc', 'http://a/#!/page?token=•••'],
      ['http://a/x;session_key=abc;v=1?q=2', 'http://a/x;session_key=•••;v=1?q=2'],
      ['http://a/x/passkey=abc', 'http://a/x/passkey=•••'],
      ['token=abc', 'token=•••'],
      ['http://a/?token=abc&token=def', 'http://a/?token=•••&token=•••'],
      ['http://a/?token=a/b?c=d', 'http://a/?token=•••'],
      ['http://a/?state=token=abc', 'http://a/?state=token=•••'],
      ['http://a/?token=&x=1', 'http://a/?token=&x=1'],
    ];
    for (const [url, shown] of rows) assert.equal(displayUrl(url), shown);
  });

  it('is found however often it is encoded, also its name', () => {
    let inner = '?token=s3cr3t&x=1';
    for (let times = 0; times < 9; times++) {
      const shown = displayUrl(`http://a/?page=2&next=${inner}&lang=de`);
      assert.doesNotMatch(shown, /s3cr3t/, `encoded ${times} times`);
      assert.match(shown, /^http:\/\/a\/\?page=2&next=.*•••.*&lang=de$/);
      inner = encodeURIComponent(inner);
    }
    for (const name of ['%70asskey', 'api%5Fsig', 'a%70i%255Fsig', '%2570w']) {
      assert.equal(displayUrl(`http://a/?${name}=abc`), `http://a/?${name}=•••`);
    }
  });

  it('of a URL in a parameter does not hide the rest of it', () => {
    assert.equal(
      displayUrl('http://a/?next=https%3A%2F%2Fb%2F%3Ftoken%3Dabc%26page%3D3&x=1'),
      'http://a/?next=https%3A%2F%2Fb%2F%3Ftoken%3D•••%26page%3D3&x=1',
    );
  });

  it('is masked as a whole where its value is encoded', () => {
    for (const value of ['a%26b', 'a%253Db%2526c', '%C3%A9', '%', '%zz', 'a%2Fb%3D%3D']) {
      assert.equal(displayUrl(`http://a/?sig=${value}&x=1`), 'http://a/?sig=•••&x=1');
    }
  });
});

describe('a token', () => {
  const tokens = [
    `eyJ${random(17)}.eyJ${random(20)}.${random(30)}-_`,
    ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'].map(prefix => prefix + random(36)),
    ...[
      `github_pat_${random(22)}_${random(59)}`,
      `glpat-${random(20)}`,
      `glrt-t1_${random(27)}.01.${random(9)}`,
    ],
    ...[
      `xoxb-${random(12, '123456')}-${random(24)}`,
      `xoxp-${random(11, '123')}-${random(30)}`,
      `xoxe.xoxp-1-${random(40)}`,
    ],
    ...[
      `npm_${random(36)}`,
      `pypi-AgEIcHlwaS5vcmc${random(60)}`,
      `rubygems_${hex(48)}`,
      `dckr_pat_${random(27)}`,
    ],
    ...[
      `hf_${random(34, 'aBcDeF')}`,
      `sk-proj-${random(74)}`,
      `sk-ant-api03-${random(93)}`,
      `sk-${random(48)}`,
    ],
    ...[
      `AIza${random(35)}`,
      `ya29.a0${random(60)}`,
      `GOCSPX-${random(28)}`,
      `AKIA${random(16, 'A2B3')}`,
      `ASIA${random(16, 'A2B3')}`,
    ],
    ...[
      `sk_live_${random(24)}`,
      `rk_live_${random(24)}`,
      `sk_test_${random(24)}`,
      `whsec_${random(32)}`,
      `shpat_${hex(32)}`,
    ],
    ...[
      `SG.${random(22)}.${random(43)}`,
      `xkeysib-${hex(64)}-${random(16)}`,
      `key-${hex(32)}`,
      `SK${hex(32)}`,
      `EAAC${random(100)}`,
    ],
    ...[
      `dop_v1_${hex(64)}`,
      `dapi${hex(32)}`,
      `hvs.${random(90)}`,
      `pul-${hex(40)}`,
      `LTAI${random(20)}`,
      `sbp_${hex(40)}`,
    ],
    ...[
      `lin_api_${random(40)}`,
      `secret_${random(43)}`,
      `glsa_${random(32)}_${hex(8)}`,
      `dp.pt.${random(43)}`,
      `NRAK-${random(27, 'A1B2')}`,
    ],
  ];
  for (const token of tokens) {
    it(`is ${token.slice(0, 12)}…, wherever it stands`, () => {
      assert.equal(displayUrl(`http://a/${token}/x`), 'http://a/•••/x');
      assert.equal(displayUrl(`http://a/?q=${token}&x=1`), 'http://a/?q=•••&x=1');
      assert.equal(displayUrl(`http://a/x_${token}`), 'http://a/x_•••');
      assert.equal(
        displayUrl(`http://a/?u=http%3A%2F%2Fb%2F${token}%3Fx`),
        'http://a/?u=http%3A%2F%2Fb%2F•••%3Fx',
      );
      assert.equal(safeDetail(`no answer (${token})`), 'no answer (•••)');
      const word = `http://a/x${token.replaceAll('.', '')}`;
      assert.equal(displayUrl(word), word, 'not within a word');
    });
  }

  it('is masked with what follows, also twice, but for the rest of the path', () => {
    const token = `ghp_${random(36)}`;
    assert.equal(displayUrl(`http://a/${token}/${token}?x`), 'http://a/•••/•••?x');
    assert.equal(displayUrl(`http://a/-${token}-${token}`), 'http://a/-•••-•••');
  });
});

describe('the path of a web hook', () => {
  const rows: [url: string, shown: string][] = [
    ['https://hooks.slack.com/services/T000/B000/XXXX?x=1', 'https://hooks.slack.com/services/•••?x=1'],
    ['https://hooks.slack.com/workflows/T0/A0/1/abc', 'https://hooks.slack.com/workflows/•••'],
    ['https://discord.com/api/webhooks/123/abc-_DEF', 'https://discord.com/api/webhooks/•••'],
    [
      'https://ptb.discordapp.com/api/v10/webhooks/123/abc',
      'https://ptb.discordapp.com/api/v10/webhooks/•••',
    ],
    ['https://api.telegram.org/bot123456:AAabc-_x/getMe', 'https://api.telegram.org/bot123456:•••/getMe'],
    [
      'https://api.telegram.org/file/bot123456:AAabc/a.png',
      'https://api.telegram.org/file/bot123456:•••/a.png',
    ],
    ['http://127.0.0.1:8081/bot123456%3AAAabc/getMe', 'http://127.0.0.1:8081/bot123456%3A•••/getMe'],
    [
      `https://x.webhook.office.com/webhookb2/${uuid}@${uuid}/IncomingWebhook/${hex(32)}/${uuid}`,
      'https://x.webhook.office.com/webhookb2/•••',
    ],
    [`https://outlook.office.com/webhook/${uuid}`, 'https://outlook.office.com/webhook/•••'],
    [
      `https://open.feishu.cn/open-apis/bot/v2/hook/${uuid}`,
      'https://open.feishu.cn/open-apis/bot/v2/hook/•••',
    ],
    [
      `https://open.larksuite.com/open-apis/bot/v2/hook/${uuid}`,
      'https://open.larksuite.com/open-apis/bot/v2/hook/•••',
    ],
    [
      'https://oapi.dingtalk.com/robot/send?access_token=abc',
      'https://oapi.dingtalk.com/robot/send?access_token=•••',
    ],
    [
      'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc',
      'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=•••',
    ],
    ['https://hooks.zapier.com/hooks/catch/123/abc/', 'https://hooks.zapier.com/hooks/catch/•••'],
    ['https://hook.eu1.make.com/abcdefgh', 'https://hook.eu1.make.com/•••'],
    [
      'https://maker.ifttt.com/trigger/door/with/key/abc',
      'https://maker.ifttt.com/trigger/door/with/key/•••',
    ],
    [`https://chat.example/hooks/${random(26, 'a1b2c3')}`, 'https://chat.example/hooks/•••'],
    [`https://n8n.example/webhook/${uuid}/run`, 'https://n8n.example/webhook/•••/run'],
    [
      `https://calendar.google.com/calendar/ical/a/private-${hex(32)}/basic.ics`,
      'https://calendar.google.com/calendar/ical/a/private-•••/basic.ics',
    ],
    [
      `http://a/?to=https%3A%2F%2Fhooks.slack.com%2Fservices%2FT0%2FB0%2FX%3Fy`,
      'http://a/?to=https%3A%2F%2Fhooks.slack.com%2Fservices%2F•••%3Fy',
    ],
  ];
  for (const [url, shown] of rows)
    it(`of ${url.slice(0, 60)} is masked`, () => assert.equal(displayUrl(url), shown));
});

describe('user name and password', () => {
  const rows: [url: string, shown: string][] = [
    ['http://user:p%40ss@host/', 'http://•••@host/'],
    ['http://user%3Aword@host/', 'http://•••@host/'],
    ['http://a/?u=ftp%253A%252F%252Fme%253Apw%2540b%252F', 'http://a/?u=ftp%253A%252F%252F•••%2540b%252F'],
    ['http://a/?u=http://me:p@w@b/&x=c@d', 'http://a/?u=http://•••@b/&x=c@d'],
    ['http://user:12/34@[::1]:80/', 'http://•••@[::1]:80/'],
    ['http://user:1@localhost:8080/@x', 'http://•••@localhost:8080/@x'],
    ['http://localhost/@x', 'http://localhost/@x'],
    ['http://[::1]/@x', 'http://[::1]/@x'],
    ['http://example.com:/@x', 'http://example.com:/@x'],
    ['http://me:p@ss/w@[::1]/', 'http://•••@[::1]/'],
    ['http://example.com/a@b:c', 'http://example.com/a@b:c'],
  ];
  for (const [url, shown] of rows) it(`in ${url} are masked`, () => assert.equal(displayUrl(url), shown));
});

describe('what is no secret stays readable:', () => {
  const urls = [
    'http://a/?page=3&sort=key_asc&lang=de&id=42#section-2',
    'http://a/docs/token/refresh-token-rotation-explained-in-depth',
    'http://a/api-keys/how-to-rotate-an-api-key-without-downtime-2024',
    'http://a/secret-garden/password-managers-compared/session-2-code-of-conduct',
    `http://a/assets/index-${hex(20)}.js?v=${hex(40)}`,
    `http://a/assets/main.${hex(32)}.chunk.css`,
    `http://a/commit/${hex(40)}`,
    `http://a/items/${uuid}`,
    'http://a/react/hooks/useSyncExternalStoreWithSelectorAndMore',
    'http://a/hooks/16-hooks-in-depth-a-guide-to-state-and-effects',
    'http://a/docs/webhooks/events-and-payloads?tab=2',
    'http://a/robot/bot1234/status',
    'http://a/bot-12345:x',
    'http://a/sk-bratislava-hotels-in-the-old-town-and-around-it',
    'http://a/npm_config_registry_and_other_environment_variables',
    'http://a/xoxo-gossip-girl-season-two-episode-guide',
    'http://a/hf_transformers_library_documentation_index',
    'http://a/keyboards/monkey?hotkey=ctrl-s&turkey=1&bypass=no&compass=n&zipcode=12345&author=x&design=y&passage=z',
    'http://a/?primary_key=id&public_key=abc&sortkey=x&keywords=secrets&tokens=3&encode=1&barcode=5&assign=me',
    'http://a/?q=what+is+a+token%3F&hl=en',
    'http://a/?q=100%25&r=%E4%B8%AD%E6%96%87&path=%2Fa%2Fb',
    'http://a/private-beta/private-feedback',
    'https://discord.com/developers/docs/resources/webhook',
    'https://hooks.slack.com/',
    'mailto',
  ];
  for (const url of urls) it(url.slice(0, 80), () => assert.equal(displayUrl(url), url));
});

it('no layer of encoding shows a password, a token or the value of a secret parameter', () => {
  const secrets = fc.constantFrom(
    ['http://b/?passkey=', 's3cr3tABC', '&x=1'],
    ['http://b/#access_token=', 's3cr3tABC', ''],
    ['http://me:', 's3cr3tABC', '@b/'],
    ['http://b/;pw=', 's3cr3tABC', ';x'],
    ['https://hooks.slack.com/services/', 's3cr3tABC', '?x'],
    ['https://t/bot12345:', 's3cr3tABC', '/send'],
    ['http://b/sk_live_', 's3cr3tABC', '/x'],
  );
  fc.assert(
    fc.property(secrets, fc.nat(8), fc.boolean(), (parts, times, isInPath) => {
      let inner = parts.join('');
      for (let time = 0; time < times; time++) inner = encodeURIComponent(inner);
      const url = isInPath ? `http://a/${inner}` : `http://a/?u=${inner}`;
      const shown = displayUrl(url);
      assert.doesNotMatch(shown, /s3cr3t|ABC/, url);
      assert.ok(shown.startsWith(isInPath ? 'http://' : 'http://a/?u='));
    }),
    runs(300),
  );
});

describe('what is masked to its end', () => {
  it('is a token at the start of a text', () => {
    assert.equal(maskTokens(`ghp_${'a'.repeat(36)} b`), '••• b');
    assert.equal(maskSecrets(`ghp_${'a'.repeat(36)}`), '•••');
  });

  it('is what is encoded too often, up to the next parameter', () => {
    let text = '/';
    for (let times = 0; times < 7; times++) text = encodeURIComponent(text);
    for (const end of ['&y=1', ';y=1', '#y', '']) {
      assert.equal(
        maskSecrets(`https://example.com/?x=a${text}tail${end}`),
        `https://example.com/?x=a•••${end}`,
      );
    }
  });
});
