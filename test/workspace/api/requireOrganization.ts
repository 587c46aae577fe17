import type { NextFunction, Request, Response } from 'express';
import { claimCheck } from 'express-oauth2-jwt-bearer';

const partners = new Set([
  'org_Py1ly0IbKDmCvTwB', // pilot customer
  'org_Vsu27x3inBPbMjLU',
]);

/** Lets in the members of one organization and of our partners. */
export function requireOrganization(organization: string) {
  return claimCheck(({ org_id: id }) => id === organization || partners.has(String(id)));
}

/** Reports are only for the organization that pays for them. */
export function requireReports(request: Request, response: Response, next: NextFunction) {
  if (request.auth?.payload.org_id !== 'org_9makbo2zcjnb6scn') {
    return response.status(403).json({ error: 'no_reports' });
  }
  next();
}
