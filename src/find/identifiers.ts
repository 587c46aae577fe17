import * as l10n from '@vscode/l10n';
import { isOrganizationName } from '../api/organization.ts';
import { PAGE_SIZE } from '../api/pagination.ts';
import { decoded } from '../documents/documentAddress.ts';
import { idsIn } from '../organizations/organizationIds.ts';
import type { OrganizationQuestion } from '../organizations/searchQuery.ts';
import { isClientId } from '../sections/clients.ts';
import { plainText, withIsolates } from '../text/plainText.ts';

/** Whether a text has the form of the IDs of connections. */
export function isConnectionId(text: string): boolean {
  return /^con_[A-Za-z0-9]{16}$/.test(text);
}

/**
 * The host name of at least two labels that a text is, as each discovery domain is: in lower case, and with `xn--` for other
 * letters than those of ASCII.
 * @returns `undefined` for another text, such as an IP address or a version
 */
export function hostName(text: string): string | undefined {
  const isForeign = /^(?=.*[^ -~])[\p{L}\p{M}\p{N}.-]+$/u.test(text);
  const name = isForeign && URL.canParse(`https://${text}`) ? new URL(`https://${text}`).host : text.toLowerCase();
  const pattern = /^(?=.{3,255}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d][a-z\d-]{0,61}[a-z\d]$/;
  return pattern.test(name) ? name : undefined;
}

/** Whether a text has the form of actual client IDs, and cannot be the name of an organization. */
export function isRealClientId(text: string): boolean {
  return isClientId(text, 'made') && !isOrganizationName(text);
}

/** Whether a text is an email address. A colon, a comma and a bracket stand in none. */
function isAddress(text: string): boolean {
  const [, host = ''] = /^[^\s:@"'<>,;()[\]][^\s:@"<>,;()[\]]*@(.+)$/.exec(text) ?? [];
  return hostName(host) !== undefined;
}

/** What stands before an ID or an address in JSON, logs and mails, begins a URL, or is of the ID of a user. */
const knownLabel =
  /^(?:["'<([]?https?|mailto|mail|login|id|(?:auth0_?)?(?:e-?mail|user(?:_?name)?|client|app(?:lication)?|connection|org(?:anization)?)(?:_?id)?)$|\|/i;

/** Whether a text with a colon is no key with its value, but has a known label, or an ID in a longer text, such as a URL. */
function isLabelled({ key, value }: OrganizationQuestion['conditions'][number]): boolean {
  return (
    knownLabel.test(key) ||
    // Without a label of its own, a value keeps its quotes and brackets.
    (/[=:]/.test(value) && usedIn(value) !== value) ||
    idsIn(`${key}:${value}`).some(({ id }) => id !== value)
  );
}

/**
 * Whether a question is about metadata alone, so that an ID or an address in it is the value of a key.
 * @param isKnownKey see `searchQuery`
 */
export function isOfMetadata(
  { words, conditions }: OrganizationQuestion,
  isKnownKey: (key: string) => boolean,
): boolean {
  const labels = new Set(conditions.flatMap((one) => (!one.isExcluded && isLabelled(one) ? one.key : [])));
  return words.length === 0 && (conditions.some(({ key }) => !labels.has(key)) || [...labels].some(isKnownKey));
}

/** How to find out which organizations use what a text names, or have a domain, also that of an email address. */
export interface Usage {
  readonly command: string;
  readonly label: string;
  /** What is used. */
  readonly used: string;
  /** How many organizations a request tells it of. */
  readonly perRequest: number;
  /** Whether the text can name nothing else. */
  readonly isExact: boolean;
}

/**
 * Only the ID of a user has a `|`, and a further one, a digit or `@` behind it if it is not of a database of Auth0. What ends
 * a sentence, or closes a bracket, is not at its end.
 */
const userIdForm =
  /(?:auth0\||[a-z][a-z\d-]*\|(?=\S*[\d@|]))(?:(?!&\w+=)[^\s"'<>,;}”“’»`])*(?!&\w+=)[^\s"'<>,;}”“’»`.:!?)\]]/;

const wholeUserId = new RegExp(`^${userIdForm.source}$`);

/** Whether a text has the form of actual user IDs, and is no name with a `|`. */
export function isRealUserId(text: string): boolean {
  return wholeUserId.test(text);
}

/** The forms of the ID of a connection, an application or a user, and of an email address. */
const forms = [
  /con_\w{16}/,
  /[A-Za-z\d]{32}/,
  userIdForm,
  /[^\s"'<>:,;/&@“„‘«`‚‹()[\]{}][^\s"<>:,;/&@()[\]{}]{0,63}@[^\s"'<>:,;/&?@”“’»`‘›()[\]{}!]{2,254}[^\s"'<>:,;/&?@”“’»`‘›()[\]{}!.]/,
].map(({ source }) => source);
const labelAndQuote = /(?:[^|]*?[=:<]|(?:[-*•]|\d{1,4}[.)])\s)?\s*(?:["'<“„‘«`‚‹([{]\s*){0,2}/.source;
const quoteOrParameters = /(?:["'>,;}”“’»`‘›)\].:!?\s]*|[?&]\S{0,2000})/.source;
const line = new RegExp(`^${labelAndQuote}(${forms.join('|')})${quoteOrParameters}$`);

/**
 * Where an ID stands in a URL of the dashboard or the Management API, or in its path. The dashboard has had several forms,
 * of which messages of Auth0 still show the older one with `#`.
 */
const inPath =
  /(?<![^\s"'<([“„‘«`])(?:https?:\/\/)?[^\s/"'<([“„‘«`]*\/(?:dashboard\/[^\s/#]+\/[^\s/]+|(?:dashboard\/)?#|api\/v2)\/(?:applications|clients|connections(?:\/[a-z\d-]+){0,2}|users)\/([^\s/?#"'<>,;”“’»`]+)/g;

/** The only thing in a path of a URL that is an ID, also the ID of a user in the Base64 of the dashboard. */
function idInPath(text: string): string | undefined {
  const found = [...new Set([...text.matchAll(inPath)].map(([, ofPath = '']) => ofPath))];
  const [ofPath = ''] = found.length === 1 ? found : [];
  const ofDashboard = decoded(fromBase64(decoded(ofPath)));
  return /^[a-z][\w-]*\|\S+$/i.test(ofDashboard) ? ofDashboard : line.exec(decoded(ofPath))?.[1];
}

/** The text that is in Base64, empty if it is none. */
function fromBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}

/** Whether a text is an ID or an address, and nothing else. */
function isNamed(text: string): boolean {
  return isConnectionId(text) || isRealClientId(text) || isRealUserId(text) || isAddress(text);
}

/** More is a document, and not a row. */
const MOST_CELLS = 50;

/** What a row of a table or of CSV, or an object of JSON, is about: its only user, or else what it names alone. */
function usedInRow(text: string): string | undefined {
  const cells = text.split(/[,;\t]|(?:^|\s)\|(?:\s|$)/, MOST_CELLS + 1);
  if (cells.length === 1 || cells.length > MOST_CELLS) {
    return undefined;
  }
  const named = [...new Set(cells.map((cell) => usedIn(cell.trim())).filter(isNamed))];
  const users = named.filter(isRealUserId);
  const [only, ...others] = users.length > 0 ? users : named;
  return others.length === 0 ? only : undefined;
}

/**
 * The only ID among words, as an ID of an organization is found among them. An address there can be meant otherwise, and
 * behind the ID of a user at the beginning, the words can be a part of it.
 */
function usedInSentence(text: string): string | undefined {
  const words = text.split(/\s+/).map((word) => line.exec(word)?.[1] ?? '');
  const [only, ...others] = new Set(words.filter((word) => isNamed(word) && !isAddress(word)));
  return others.length === 0 && !(only?.includes('|') && text.startsWith(only)) ? only : undefined;
}

/**
 * The ID of an application, a connection or a user, or the email address, in a line such as `CLIENT_ID=…`, `"user_id": "…",`
 * or `Jane <…>`, in a row of a table, in a URL of the dashboard or the Management API, or the only ID in a sentence, or else
 * the text.
 */
export function usedIn(text: string): string {
  if (isNamed(text) && !/^[^+]*(?:mail|user|name|login|hint)=/i.test(text)) {
    return text;
  }
  const named = idInPath(text) ?? (line.exec(text) ?? line.exec(decoded(text)))?.[1] ?? '';
  const isUsed = named.includes('|') || isNamed(named);
  // Behind a place in a file, what is named can have a label of its own.
  return isUsed && named !== text ? usedIn(named) : (usedInRow(text) ?? usedInSentence(text) ?? text);
}

/** `undefined` for a text that names nothing which organizations use. */
export function usageOf(text: string): Usage | undefined {
  const ofItem = { used: text, isExact: true };
  if (isConnectionId(text)) {
    const label = l10n.t('Find the organizations that use this connection');
    return { ...ofItem, command: 'findOrganizationsOfConnection', label, perRequest: 1 };
  }
  if (isRealClientId(text)) {
    const label = l10n.t('Find the organizations that use this application');
    return { ...ofItem, command: 'findOrganizationsOfApplication', label, perRequest: PAGE_SIZE };
  }
  const typed = text.slice(text.indexOf('@') + 1);
  const used = hostName(typed);
  if (used === undefined) {
    return undefined;
  }
  // Letters of another script can look like those of ASCII.
  const shown = typed.toLowerCase() === used ? used : `${withIsolates(plainText(typed))} (${used})`;
  const label = l10n.t('Find the organizations with the discovery domain {0}', shown);
  return { command: 'findDiscoveryDomain', label, used, perRequest: 1, isExact: false };
}
