import { hostile } from './hostileText.ts';
import type { Plot } from './plot.ts';
import type { StoryIds } from './story.ts';
import type { StoryConnection } from './storyConnections.ts';

/** The IDs of the story with this number, which are the same each time. @param name such as `samlNotEnabled` */
export function idsOf(name: string, number: number, { person, account }: Plot): StoryIds {
  const place = String(number).padStart(4, '0');
  const first = /^[A-Z][a-z]+/.exec(person)?.[0] ?? 'user';
  const email = `${first.toLowerCase()}@${dashed(name)}.example`;
  return {
    organizationId: `org_SupportStory${place}`,
    clientId: `SupportStoryApplication00000${place}`,
    userId: userId(account, email, place),
    email,
  };
}

/** `a-name` for `aName`. */
export function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** As each kind of connection makes them. */
function userId({ connection: { name, strategy } }: StoryConnection, email: string, place: string): string {
  switch (strategy) {
    case 'auth0':
      return `auth0|64b0c1d2e3f4a5b6c7d8${place}`;
    case 'okta':
      return `okta|${name}|00ustory00000000${place}`;
    case 'samlp':
      return `samlp|${name}|${email}`;
    default:
      return `${strategy}|${hostile.account}|${place}`;
  }
}
