/** Why a file cannot be read as a snapshot. Lines are counted from 1. */
export type SnapshotProblem =
  | { readonly kind: 'empty' }
  /** The file can be of any other kind. */
  | { readonly kind: 'noSnapshot' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'badHeader' }
  | { readonly kind: 'notUtf8' | 'notJson' | 'noOrganization' | 'tooLong' | 'afterEnd'; readonly line: number }
  /** The file ends within this line. */
  | { readonly kind: 'cutOff'; readonly line: number }
  /** The file ends after this line, which is not its last one. */
  | { readonly kind: 'noEnd'; readonly line: number }
  | { readonly kind: 'duplicate'; readonly line: number; readonly firstLine: number; readonly id: string }
  | { readonly kind: 'otherCount'; readonly found: number; readonly expected: number }
  /** The file is too large for a file system that can only read whole files. */
  | { readonly kind: 'tooLarge'; readonly bytes: number }
  /** The file is not the one that was read before. */
  | { readonly kind: 'changed' };

/** The error of a file that cannot be read as a snapshot. */
export class SnapshotError extends Error {
  readonly problem: SnapshotProblem;

  constructor(problem: SnapshotProblem) {
    super(`Not a snapshot: ${problem.kind}`);
    this.name = 'SnapshotError';
    this.problem = problem;
  }
}
