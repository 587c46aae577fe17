import type { Directory, Entry } from '../directory.ts';
import { Chance } from './chance.ts';
import type { Contents } from './contents.ts';
import {
  type EventSample,
  type EventSubject,
  eventsWithoutOrganization,
  eventsWithOrganization,
} from './eventSamples.ts';
import { type DatedEvent, datedEvent } from './logEvent.ts';
import type { Story } from './stories/story.ts';

const dayMs = 24 * 60 * 60 * 1000;
const usualStepMs = 3 * 60 * 60 * 1000;
/** The oldest event is so old, in milliseconds. */
const spanMs = 28 * dayMs;
/** Only so many organizations have events, so that a large tenant does not make up millions of them. */
const organizationsWithEvents = 6;
const usersInEvents = 5;

/** The log events of a tenant, made up when somebody asks for them. */
export class Events {
  readonly #directory: Directory;
  readonly #contents: Contents;
  readonly #now: () => number;
  readonly #keptDays: number;
  readonly #stories: readonly Story[];
  #events: readonly DatedEvent[] | undefined;

  /** @param keptDays how long the plan of the tenant keeps events */
  constructor(
    directory: Directory,
    contents: Contents,
    now: () => number,
    keptDays: number,
    stories: readonly Story[] = [],
  ) {
    this.#directory = directory;
    this.#contents = contents;
    this.#now = now;
    this.#keptDays = keptDays;
    this.#stories = stories;
  }

  /** The events that are kept, the oldest first. */
  get kept(): readonly DatedEvent[] {
    const oldest = this.#now() - this.#keptDays * dayMs;
    return this.#all().filter(({ happenedAt }) => happenedAt > oldest);
  }

  #all(): readonly DatedEvent[] {
    const now = this.#now();
    const ofSamples = () =>
      this.#directory.entries.slice(0, organizationsWithEvents).flatMap((entry) => this.#eventsIn(entry, now));
    this.#events ??= [...ofSamples(), ...this.#stories.flatMap(({ events }) => events)].sort(
      (a, b) => a.happenedAt - b.happenedAt,
    );
    return this.#events;
  }

  #eventsIn(entry: Entry, now: number): readonly DatedEvent[] {
    const { organization, place } = entry;
    if (place === undefined) {
      return [];
    }
    const people = this.#contents
      .members(entry)
      .slice(0, usersInEvents)
      .map(({ person }) => this.#contents.people.at(person));
    const count = people.length === 0 ? 0 : countAt(place);
    const step = Math.min(usualStepMs, spanMs / count);
    return Array.from({ length: count }, (_, index) => {
      const person = people[index % people.length] ?? { user_id: '' };
      const chance = new Chance(place, index);
      const subject: EventSubject = {
        organizationId: organization.id,
        userId: person.user_id,
        secret: (name) => `live-secret-${name}-${chance.text('0123456789abcdef', 16)}`,
      };
      // The newest happened a few minutes ago.
      const happenedAt = now - 5 * 60_000 - index * step - place * 1000;
      const named = place === 1 ? eventsWithOrganization(subject) : [];
      const unnamed = place === 1 ? eventsWithoutOrganization(subject) : [];
      const ofOrganization = { organization_id: organization.id, organization_name: organization.name };
      const sample: EventSample = named[index]
        ? { ...ofOrganization, ...named[index] }
        : (unnamed[index - named.length] ?? { ...ofOrganization, type: index % 9 === 8 ? 'fp' : 's' });
      return datedEvent(sample, person, happenedAt, place * 10_000 + index);
    });
  }
}

/** More than pages can reach in the large organization. */
function countAt(place: number): number {
  switch (place) {
    case 1:
      return 200;
    case 3:
      return 1150;
    default:
      return 3 + place;
  }
}
