import type { Side } from './comparable.ts';
import type { Pair } from './pair.ts';

/** A side of a comparison, with what identifies its document. */
export interface ComparedSide extends Side {
  readonly id: string;
  readonly name: string;
}

/** Two organizations as they were read with their sections, and how they are shown. */
export interface Comparison {
  readonly sides: Pair<ComparedSide>;
  /** Whether IDs and timestamps are shown. */
  readonly withIds: boolean;
}
