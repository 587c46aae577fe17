import assert from 'node:assert/strict';
import { explain } from '../../../src/access/explanation.ts';
import type { AccessQuestion, Facts } from '../../../src/access/facts.ts';
import { until } from './accessChanges.ts';
import { briefly, type Change, database, factsWith, jane, lacking, now, question, saml } from './accessFacts.ts';

const { userId: _, ...asked } = question;
export const byEmail: AccessQuestion = { ...asked, email: 'Jane@acme.example' };
export const byInvitation: AccessQuestion = { ...asked, invitationId: 'uinv_1' };
export const open = until('25', jane.email);
export const expired = until('19', jane.email);
export const noAccount: Change = { user: null, memberships: lacking('unneeded') };
export const adding = { ...saml, assign_membership_on_login: true };
export const closed = { connections: [database] };

/** What is said of a condition of a login, and why it fails. */
export function told(of: AccessQuestion, condition: string, change: Change, partly: Partial<Facts> = {}): string {
  const facts = { ...factsWith(change), ...partly };
  const finding = explain(of, facts, now, 12).findings.find((one) => one.condition === condition);
  if (!finding) return 'nothing';
  const { fact = '', reason = '', answer = '' } = finding as { fact?: string; reason?: string; answer?: string };
  return [briefly(finding), fact, reason, answer === fact ? '' : answer].filter(Boolean).join(' | ');
}

export type Row = readonly [what: string, question: AccessQuestion, change: Change, said: string];

export function describeRows(title: string, condition: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [what, of, change, said] of rows) {
      it(what, () => {
        assert.equal(told(of, condition, change), said);
      });
    }
  });
}
