import { badQuery } from './failures.ts';

const lifeMs = 24 * 60 * 60 * 1000;

/**
 * The `next` values that the tenant gave out. Each stands for a position in the order of the records, such as a moment
 * of creation, and not for an index, so that records can come and go behind it, and is valid for 24 hours from its issue: https://auth0.com/docs/api/management/v2
 */
export class Cursors<Position> {
  readonly #issued = new Map<string, { readonly position: Position; readonly issuedAt: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A cursor behind the record with this ID, created at this time (milliseconds since 1970), which stands here. */
  issue(createdAt: number, id: string, position: Position): string {
    const time = new Date(createdAt).toISOString().replace('T', ' ').replace('Z', '000UTC');
    const cursor = Buffer.from(`${time},${id}`).toString('base64');
    this.#issued.set(cursor, { position, issuedAt: this.#now() });
    return cursor;
  }

  /** The position behind which the cursor stands. */
  read(cursor: string): Position {
    const known = this.#issued.get(cursor);
    if (!known || this.#now() - known.issuedAt > lifeMs) {
      throw badQuery(`'Invalid or expired checkpoint' on property from (Optional Id from which to start selection)`);
    }
    return known.position;
  }
}
