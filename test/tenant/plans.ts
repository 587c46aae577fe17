/** The endpoints that a plan limits by themselves. */
export type Endpoint =
  | 'organizations'
  | 'organizationById'
  | 'organizationByName'
  | 'organizationSearch'
  | 'members'
  | 'memberRoles'
  | 'connections'
  | 'invitationById'
  | 'organizationClientGrants'
  | 'clients'
  | 'users'
  | 'userById'
  | 'usersByEmail'
  | 'organizationsOfUser'
  | 'tenantConnectionById'
  | 'logs'
  | 'logById'
  | 'logsOfUser';

export type Plan = 'unlimited' | 'free' | 'essentials' | 'enterprise';

/** How many requests at once, and how many more each second. */
export interface BucketSize {
  readonly burst: number;
  readonly perSecond: number;
}

interface PlanLimits extends Readonly<Partial<Record<Endpoint, BucketSize>>> {
  /** For the Management API as a whole; some plans publish none. */
  readonly global?: BucketSize;
}

/**
 * Nothing is published for the search, which has the limits of the list here.
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations
 */
export const plans: Readonly<Record<Plan, PlanLimits>> = {
  unlimited: { global: { burst: 1_000_000, perSecond: 1_000_000 } },
  free: { global: { burst: 2, perSecond: 2 } },
  essentials: {
    organizations: perMinute(5, 50),
    organizationById: perMinute(20, 200),
    organizationByName: perMinute(10, 100),
    organizationSearch: perMinute(5, 50),
    // Two rows of the table fit, and the smaller one bites first.
    members: perMinute(20, 200),
    memberRoles: perMinute(20, 200),
    connections: perMinute(5, 50),
    organizationClientGrants: perMinute(10, 100),
    clients: perMinute(5, 100),
    tenantConnectionById: perMinute(5, 50),
    users: perMinute(40, 500),
    userById: perMinute(40, 500),
    usersByEmail: perMinute(40, 500),
    logs: perMinute(10, 100),
    logById: perMinute(10, 100),
    logsOfUser: perMinute(10, 100),
  },
  enterprise: {
    global: { burst: 50, perSecond: 16 },
    organizations: perMinute(10, 100),
    organizationById: perMinute(10, 100),
    organizationByName: perMinute(20, 200),
    organizationSearch: perMinute(10, 100),
    members: perMinute(40, 500),
    memberRoles: perMinute(20, 200),
    connections: perMinute(10, 100),
    organizationClientGrants: perMinute(10, 100),
    invitationById: perMinute(20, 200),
    organizationsOfUser: perMinute(40, 500),
  },
};

/**
 * For how many days a plan keeps log events.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-data-retention
 */
export const retentionDays: Readonly<Record<Plan, number>> = { unlimited: 30, free: 1, essentials: 5, enterprise: 30 };

function perMinute(burst: number, sustained: number): BucketSize {
  return { burst, perSecond: sustained / 60 };
}
