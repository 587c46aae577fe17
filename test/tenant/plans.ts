export type Endpoint =
  | 'organizations'
  | 'organizationById'
  | 'organizationByName'
  | 'organizationSearch'
  | 'members'
  | 'memberRoles'
  | 'memberEffectiveRoles'
  | 'memberRoleSourceGroups'
  | 'connections'
  | 'connectionById'
  | 'organizationConnections'
  | 'organizationConnectionById'
  | 'invitations'
  | 'invitationById'
  | 'discoveryDomains'
  | 'discoveryDomainById'
  | 'discoveryDomainByName'
  | 'organizationClientGrants'
  | 'organizationTemplate'
  | 'organizationClients'
  | 'organizationClientById'
  | 'clients'
  | 'clientsByQuery'
  | 'clientById'
  | 'connectionsOfClient'
  | 'groups'
  | 'groupRoles'
  | 'roles'
  | 'roleMembers'
  | 'roleGroups'
  | 'users'
  | 'userById'
  | 'usersByEmail'
  | 'organizationsOfUser'
  | 'organizationsOfClientGrant'
  | 'tenantConnections'
  | 'tenantConnectionById'
  | 'tenantSettings'
  | 'logs'
  | 'logById'
  | 'logsOfUser';

export type Plan = 'unlimited' | 'free' | 'essentials' | 'enterprise' | 'enterpriseNonProduction';

/** How many requests at once, and how many more each second. */
export interface BucketSize {
  readonly burst: number;
  readonly perSecond: number;
}

/** A row of Auth0's table: one bucket, for one endpoint or for several. */
export interface PlanRow extends BucketSize {
  readonly endpoints: readonly Endpoint[];
}

/** The limits of a plan. A row of an endpoint's own replaces the one that all others share. */
export interface PlanLimits {
  readonly shared: BucketSize;
  readonly own: readonly PlanRow[];
}

/** The rows of Enterprise, in production or not. */
const enterpriseRows: readonly PlanRow[] = [
  perMinute(10, 100, 'organizations'),
  perMinute(10, 100, 'organizationById'),
  perMinute(20, 200, 'organizationByName'),
  perMinute(40, 500, 'members'),
  perMinute(20, 200, 'memberRoles'),
  perMinute(10, 100, 'connections', 'connectionById', 'organizationConnections', 'organizationConnectionById'),
  perMinute(10, 100, 'organizationClientGrants'),
  perMinute(20, 200, 'invitationById'),
  perMinute(40, 500, 'organizationsOfUser'),
  perMinute(5, 150, 'clientsByQuery'),
];

/** @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations */
export const plans: Readonly<Record<Plan, PlanLimits>> = {
  unlimited: { shared: { burst: 1_000_000, perSecond: 1_000_000 }, own: [] },
  free: { shared: { burst: 2, perSecond: 2 }, own: [] },
  // Professional and B2B have the same limits.
  essentials: {
    shared: perMinute(10, 150),
    own: [
      perMinute(5, 50, 'organizations'),
      perMinute(20, 200, 'organizationById'),
      perMinute(10, 100, 'organizationByName'),
      // Two rows of the table fit, and the smaller one bites first.
      perMinute(20, 200, 'members'),
      perMinute(20, 200, 'memberRoles'),
      perMinute(5, 50, 'connections', 'connectionById', 'organizationConnections', 'organizationConnectionById'),
      perMinute(10, 100, 'organizationClientGrants'),
      perMinute(5, 100, 'clients'),
      perMinute(5, 150, 'clientsByQuery'),
      perMinute(5, 50, 'tenantConnections', 'tenantConnectionById'),
      perMinute(40, 500, 'users', 'userById', 'usersByEmail'),
      perMinute(10, 100, 'logs', 'logById', 'logsOfUser'),
    ],
  },
  enterprise: { shared: { burst: 50, perSecond: 16 }, own: enterpriseRows },
  enterpriseNonProduction: { shared: { burst: 10, perSecond: 2 }, own: enterpriseRows },
};

/** The bucket that a request to an endpoint takes from. */
export function sizeOf(plan: Plan, endpoint?: Endpoint): BucketSize {
  const { shared, own } = plans[plan];
  return own.find(({ endpoints }) => endpoint && endpoints.includes(endpoint)) ?? shared;
}

/**
 * For how many days a plan keeps log events.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-data-retention
 */
export const retentionDays: Readonly<Record<Plan, number>> = {
  unlimited: 30,
  free: 1,
  essentials: 5,
  enterprise: 30,
  enterpriseNonProduction: 30,
};

function perMinute(burst: number, sustained: number, ...endpoints: readonly Endpoint[]): PlanRow {
  return { burst, perSecond: sustained / 60, endpoints };
}
