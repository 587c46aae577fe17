import { shownText } from '../../../../src/access/logEvidence.ts';
import { type Failure, failuresOf } from '../../../../src/access/conditions.ts';
import { type Explanation, type FailedEvent, leadOf } from '../../../../src/access/explanation.ts';
import { timeOf } from '../../../../src/access/facts.ts';
import { headline } from '../../../../src/access/headline.ts';
import { failedEvents } from '../../../../src/sections/eventWords.ts';
import { firstTextField, textField } from '../../../../src/sections/section.ts';
import type { StoryCertainty } from './story.ts';

/** What an explanation tells. */
export interface Told {
  readonly headline: string;
  readonly certainty: StoryCertainty;
  /** All of it, in lines. */
  readonly text: string;
  readonly failures: readonly Failure[];
  /** What it claims of a failing login, in its own words, without what it quotes. */
  readonly claims: string;
  readonly explanation: Explanation;
}

const grades = { sure: 'certain', likely: 'probable', hint: 'may be' } as const;

export function toldBy(explanation: Explanation): Told {
  const lead = leadOf(explanation);
  const failures = failuresOf(explanation);
  const first = headline(explanation);
  const { findings, events, possibleEvents, missing } = explanation;
  const lines = [
    first,
    ...findings.map((one) =>
      Object.values({ ...one, sources: '', documentation: '' })
        .filter((value) => typeof value === 'string')
        .join(' '),
    ),
    ...[...events, ...possibleEvents].map(eventLine),
    ...Object.values(missing).flatMap((reason) => (reason.kind === 'scope' ? reason.scopes : [])),
  ];
  return {
    headline: first,
    certainty:
      lead === undefined
        ? 'none'
        : lead.kind === 'failure'
          ? grades[lead.failure.certainty]
          : lead.kind === 'event'
            ? 'probable'
            : 'may be',
    text: lines.join('\n'),
    failures,
    claims: [first, ...failures.flatMap(({ reason, fact, remedy }) => [reason, fact, remedy])]
      .join('\n')
      .replaceAll(/“[^”]*”/g, '“”'),
    explanation,
  };
}

function eventLine({ event, names, followedBy }: FailedEvent): string {
  const type = textField(event, 'type');
  return [
    timeOf(event),
    failedEvents[type] ?? type,
    shownText(event),
    firstTextField(event, 'client_name', 'client_id'),
    firstTextField(event, 'user_name'),
    textField(event, 'user_id'),
    textField(event, 'connection'),
    ...names.flatMap((name) => [name.title, name.remedy, name.followedBy ? timeOf(name.followedBy) : '']),
    followedBy ? timeOf(followedBy) : '',
  ].join(' · ');
}

/** Whether something is told: a pattern for what is said in other words than the story's, which count as they are otherwise. */
export function isMentioned(mention: string, { text, headline: first }: Told): boolean {
  const [, minutes] = /^(\d+) minutes$/.exec(mention) ?? [];
  if (minutes !== undefined) {
    // A test can run over the end of a minute.
    const times = [0, 1].map((late) => new Date(Date.now() - (Number(minutes) + late) * 60_000));
    return times.some((time) => text.includes(timeOf({ date: time.toISOString() })));
  }
  const words = mentions[mention];
  return words ? words.test(text) : `${first}\n${text}`.toLowerCase().includes(mention.toLowerCase());
}

const mentions: Readonly<Record<string, RegExp>> = {
  'logged in': /(earlier|a) login succeeded/,
  'added on login': /becomes one by a login/,
  'is a member now': /The user is a member of the organization/,
  'no login since': /no login of it that succeeded/,
  'no failure': /neither a failed login nor a login/,
  'no login': /neither a failed login nor a login/,
  'connection parameter': /parameter connection/,
  'not blocked': /No administrator has blocked the user/,
  'not blocked now': /No administrator has blocked the user/,
  'change the password or unblock': /Unblock the user, or have the user change the password/,
  'wrong password': /password was wrong/,
  'another password': /another (one|password)/,
  'sign-up': /sign ?-?up/i,
  'default organization': /default_organization/,
  'granted now': /is associated with the organization for its members/,
  'organization name': /organization name|name of the organization/i,
  'not associated': /no client grant of the application is associated/,
  twice: /\b2 such events/,
  // The list of enabled connections, which is what tenants have, leaves out the others.
  is_enabled: /not enabled/,
  // The product shows nobody's IP address.
  '203.0.113.7': /IP address|brute-force/i,
};

/** Whether something untrue is told. Words that are not in the table are looked for as they are. */
export function isSaid(claim: string, told: Told): boolean {
  const known = claims[claim];
  return known ? known(told) : told.claims.toLowerCase().includes(claim.toLowerCase());
}

type Claim = (told: Told) => boolean;

const fails =
  (...conditions: readonly string[]): Claim =>
  ({ failures }) =>
    failures.some(({ condition }) => conditions.includes(condition));
const matches =
  (pattern: RegExp): Claim =>
  ({ claims: text }) =>
    pattern.test(text);
const is =
  (...certainties: readonly StoryCertainty[]): Claim =>
  ({ certainty }) =>
    certainties.includes(certainty);

/** The same claim in several words. */
function each(claim: Claim, ...words: readonly string[]): Readonly<Record<string, Claim>> {
  return Object.fromEntries(words.map((word) => [word, claim]));
}

const claims: Readonly<Record<string, Claim>> = {
  ...each(({ headline: text }) => text.startsWith('Nothing was found'), 'nothing was found', 'nothing is wrong'),
  certain: ({ failures }) => failures.some(({ certainty }) => certainty === 'sure'),
  ...each(is('probable', 'certain'), 'probably', 'probably fails', 'probably blocked'),
  ...each(is('may be'), 'may be', 'may be about this login'),
  ...each(is('none'), 'the failure is past', 'refuted', 'Sami logged in, so the failure is past'),
  ...each(
    ({ explanation: { events, possibleEvents } }) => events.length + possibleEvents.length === 0,
    'no failure is about this login',
  ),
  'no failure': matches(/no (recent )?fail(ure|ed login)|neither a fail/),
  ...each(
    matches(/^(?!Nothing).*(cannot log in|logins .*fail|login of .* failed)/i),
    ...['logins fail', 'logins to Acme fail', 'the login fails', 'the login to Acme fails', 'Jane cannot log in'],
    ...['the login in Portal fails', 'everyone'],
  ),
  ...each(
    fails('member'),
    ...['Jane is not a member', 'Sami is not a member', 'Sami is not a member, so the login fails', 'not a member'],
    ...['Jane is not a member of Acme', 'not a member, so', 'Bo is not a member, so the login fails'],
  ),
  ...each(
    fails('userBlocked', 'accountBlocked', 'accountLimited'),
    ...['Jane is blocked', 'Sami is blocked', 'Nina is blocked', 'the user is blocked', 'blocked'],
    ...["Jane's account is blocked", "user is blocked is Jane's"],
  ),
  ...each(fails('userBlocked'), 'blocked by an administrator', 'Jane is blocked by an administrator'),
  ...each(
    fails('accountBlocked'),
    ...['brute-force', 'too many attempts', 'brute-force protection', 'brute-force protection blocks Jane'],
    ...['wrong passwords', 'blocked from one IP address'],
  ),
  ...each(
    matches(/does not have the user/),
    ...['the tenant does not have the user', 'the tenant does not have the user, so the login fails'],
    ...['Jane has no account', 'the account does not exist'],
  ),
  'the tenant does not have the application': fails('applicationExists'),
  ...each(fails('organizationExists'), 'the organization does not exist', 'Acme does not exist'),
  ...each(fails('password'), ...['wrong password', 'wrong password is the cause', "this account's password is wrong"]),
  ...each(
    fails('organizationUsage'),
    ...['the application does not allow organizations', 'Portal does not allow organizations'],
  ),
  'organization_usage is deny': matches(/organization_usage of the application is deny/),
  ...each(
    fails('connectionsVisible'),
    ...['all connections are hidden', 'no connections are visible', 'acme-saml is hidden, so logins fail'],
  ),
  ...each(
    fails('userConnection'),
    ...['acme-saml is not enabled', 'acme-saml is not enabled for Acme', 'acme-db is not enabled for Acme'],
    'google-oauth2 is not enabled, so the login fails',
  ),
  ...each(fails('connectionsEnabled'), 'no connection is enabled', 'no connection'),
  ...each(
    fails('applicationConnections'),
    ...['the connection is not enabled for Portal, so the login fails', 'enable acme-db for the application Portal'],
  ),
  ...each(fails('mfa'), 'the second factor fails', 'MFA makes the login fail'),
  ...each(
    fails('association', 'associatedApplications'),
    ...['member access is off', 'Portal is not among the applications', 'organization_access_denied'],
    ...['Report Bot is not granted access to Acme', 'Partner Planner is not associated, so'],
  ),
  'Portal is not associated': matches(/the application is not associated/),
  ...each(matches(/third_party_client_access of the organization is not allow/), 'third_party_client_access blocks'),
  ...each(
    matches(/blocks third-party applications/),
    ...['third-party applications are blocked', 'third-party applications are blocked by this'],
  ),
  ...each(
    matches(/no client grant .* is associated/),
    ...['not associated', 'not associated with Acme', 'not associated, so it fails'],
  ),
  'domain-level connection': fails('domainConnection'),
  ...each(
    matches(/invitations?\b.* ha(s|ve) expired(?!,)/),
    ...['invitation expired', 'the invitation expired', 'expired', 'all invitations have expired'],
  ),
  ...each(
    matches(/Send a new invitation/),
    ...['needs a new invitation', 'send a new invitation', 'Jane needs a new invitation'],
  ),
  'must be invited': matches(/^(Add or invite|Create or invite|Invite)/m),
  ...each(
    matches(/can add it, with the membership|becomes one by a login/),
    ...['will be added', 'will be added on login'],
  ),
  ...each(
    matches(/(An earlier|a) login succeeded/),
    ...['Jane logged in 20 minutes ago', 'Sami logged in 15 minutes ago', 'logged in to Acme 10 minutes ago'],
  ),
  'Jane is a member': ({ explanation: { findings } }) =>
    findings.some(({ condition, result }) => condition === 'member' && result === 'passed'),
  Bo: matches(/\bBo\b/),
  'older links do not count': ({ text }) => text.includes('links of older ones'),
  'change the password': matches(/change the password/i),
  unblock: matches(/unblock/i),
};
