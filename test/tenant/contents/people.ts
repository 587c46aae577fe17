import { faker } from '@faker-js/faker/locale/en';
import { foreignNames, hostileNames } from '../sampleText.ts';
import { Chance } from './chance.ts';
import { firstOfLarge, membersOfLarge } from './membership.ts';
import type { Person } from './model.ts';

/** Those of whom a test may want to know. */
const notable: ReadonlyMap<number, Person> = new Map<number, Person>([
  [3, { user_id: 'samlp|acme|jane@acme.example', name: 'Jane Doe', email: 'jane@acme.example' }],
  // Whoever is in no organization, of whom two have the same address.
  [12, { user_id: 'auth0|64a0b1c2d3e4f5a6b700000c', name: 'Toni Twin', email: 'twin@acme.example' }],
  [13, { user_id: 'google-oauth2|100000000000000000013', name: 'Toni Twin', email: 'twin@acme.example' }],
  [14, { user_id: 'samlp|acme|Max.Case@Acme.example', name: 'Max Case', email: 'Max.Case@Acme.example' }],
  [15, { user_id: 'auth0|x" OR user_id:*', name: 'x" OR name:*) \\', email: 'o:b*"(\\)@evil.example' }],
  // Signed up by text message, so without an email address.
  [20, { user_id: 'sms|5f7c8ec7c33c6c004bbafe82', name: '+46 70 174 06 05' }],
  [firstOfLarge, { user_id: 'samlp|evil|a/b?c=d#e%20f', name: '%2e%2e/%2e%2e', email: 'slash@evil.example' }],
  [20_032, { user_id: 'auth0|64a0b1c2d3e4f5a6b7004e40', email: 'nameless@acme.example' }],
]);

const { first_name: firstNamesByGender, last_name: lastNamesByGender } = faker.definitions.person;
const firstNames = firstNamesByGender.generic ?? [];
const lastNames = lastNamesByGender.generic ?? [];
const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';

const firstAdded = 0x1000000;

/** All users of a tenant. Each has a number, and is made up when somebody asks for them. */
export class People {
  readonly #seed: number;
  readonly #added: Person[] = [];

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The number of a new user, or of the one who has this ID already. */
  add(person: Person): number {
    const known = this.find(person.user_id);
    return known ?? firstAdded + this.#added.push(person) - 1;
  }

  /** The numbers of the users that a test may want to know of, and of those who were added. */
  get known(): readonly number[] {
    return [...notable.keys(), ...this.#added.map((_, index) => firstAdded + index)];
  }

  /** The number of the user with this ID. */
  find(userId: string): number | undefined {
    const added = this.#added.findIndex((person) => person.user_id === userId);
    if (added !== -1) {
      return firstAdded + added;
    }
    for (const [number, person] of notable) {
      if (person.user_id === userId) {
        return number;
      }
    }
    const number = numberIn(userId);
    return number !== undefined && this.at(number).user_id === userId ? number : undefined;
  }

  at(number: number): Person {
    return this.#added[number - firstAdded] ?? notable.get(number) ?? samplePerson(this.#seed, number);
  }
}

/** Their IDs end with their numbers, as a MongoDB ObjectId ends with a counter. */
function samplePerson(seed: number, number: number): Person {
  const chance = new Chance(seed, number);
  const first = chance.pick(firstNames);
  const last = chance.pick(lastNames);
  const account = `${first}.${last}${number}`.toLowerCase().replace(/[^a-z0-9.]/g, '');
  const usual = { name: sampleName(number) ?? `${first} ${last}`, email: `${account}@acme.example` };
  switch (number % 7) {
    case 1:
      return {
        user_id: `google-oauth2|1${chance.text(digits, 12)}${String(number).padStart(8, '0')}`,
        ...usual,
        email: `${account}@gmail.example`,
        picture: `https://cdn.example.com/avatars/${number}.png`,
      };
    case 3:
      return { user_id: `samlp|acme|${account}@acme.example`, ...usual };
    case 5:
      return { user_id: `waad|${chance.text(letters, 35)}${number}`, ...usual };
    case 6:
      return { user_id: `okta|acme-okta|00u${chance.text(letters, 9)}${number}`, ...usual };
    default: {
      const counter = number.toString(16).padStart(6, '0');
      const id = chance.text(`${digits}abcdef`, 18);
      return { user_id: `auth0|${id}${counter}`, picture: `https://cdn.example.com/avatars/${number}.png`, ...usual };
    }
  }
}

/** In the large organization some have names that are no everyday ones. */
function sampleName(number: number): string | undefined {
  const place = number - firstOfLarge;
  if (place < 0 || place >= membersOfLarge || place % 10 !== 3) {
    return undefined;
  }
  const names = place % 100 === 3 ? hostileNames : foreignNames;
  return names[Math.floor(place / (place % 100 === 3 ? 100 : 10)) % names.length];
}

function numberIn(userId: string): number | undefined {
  const [, hexadecimal] = /^auth0\|[0-9a-f]{18}([0-9a-f]{6})$/.exec(userId) ?? [];
  if (hexadecimal !== undefined) {
    return parseInt(hexadecimal, 16);
  }
  const [, decimal] = /^[a-z0-9-]+\|.*?(\d{1,8})(?:@[a-z.]+)?$/.exec(userId) ?? [];
  return decimal === undefined ? undefined : Number(decimal);
}
