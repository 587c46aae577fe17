import assert from 'node:assert/strict';

/** Fails if a text uses marks or spaces that French does not. */
export function assertSetAsFrench(text: string): void {
  assert.doesNotMatch(text, /['"]|\.\.\./, 'apostrophes are ’, quotation marks « », and an ellipsis is one character');
  assert.doesNotMatch(text, / [;:!?»]|« /, `spaces do not break at these marks: ${text}`);
}
