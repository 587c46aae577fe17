import type { KnownFacts } from '../access/accessPlan.ts';
import type { AccessQuestion, Explanation } from '../access/explanation.ts';
import type { ReadingTenants } from '../access/factEndpoints.ts';
import { valueOf } from '../access/facts.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { factLinks } from './factLinks.ts';

/** An explanation, and its document. */
export interface ExplainedLogin {
  readonly explanation: Explanation;
  /** The name of the organization, or its ID if the name is not known. */
  readonly organizationName: string;
  readonly markdown: string;
}

/** Reads the facts of a login and explains it. @throws ApiError see `readFacts` */
export async function explainLogin(
  tenants: ReadingTenants,
  question: AccessQuestion,
  context: RequestContext,
  known?: KnownFacts,
): Promise<ExplainedLogin> {
  const { explain, localizedReport, readFacts } = await import('../access/localizedAccess.ts');
  const { facts, requests } = await readFacts(tenants, question, context, known);
  const explanation = explain(question, facts, Date.now(), requests);
  const organization = valueOf(facts.organization) ?? { id: question.organizationId };
  return {
    explanation,
    organizationName: organization.name ?? organization.id,
    markdown: localizedReport(explanation, factLinks(question.domain, organization)),
  };
}
