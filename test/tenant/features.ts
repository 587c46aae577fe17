import { badPath, failure } from './failures.ts';

/** What a tenant may have or lack, by its plan or since it came late, and what refusals call it. */
const titles = {
  clientAssociations: 'associations of clients with organizations',
  clientGrants: 'client grants for organizations',
  clients: 'organization clients',
  discoveryDomains: 'organization discovery domains',
  effectiveRoles: 'effective roles',
  groups: 'groups',
  organizationConnections: 'connections of organizations',
  organizationRoles: 'organization roles',
  organizationTemplates: 'organization templates',
} as const;

export type Feature = keyof typeof titles;

const features = Object.keys(titles) as readonly Feature[];

/**
 * `on`, or how its endpoints refuse; `notFound` is the answer of a tenant that has never heard of them.
 * @see https://github.com/auth0/auth0-deploy-cli/blob/a00a05540b63d56a08fbda276cb05d8ec162c834/src/tools/auth0/handlers/organizations.ts#L675
 */
export type FeatureState =
  | 'on'
  | 'insufficient_entitlement'
  | 'insufficient_scope'
  | 'feature_not_enabled'
  | 'badRequest'
  | 'notFound'
  | 'notImplemented';

/** Which features a tenant has: all until it is told otherwise. */
export class Features {
  readonly #states = new Map<Feature, FeatureState>();

  /** `false` stands for a subscription without the feature. */
  constructor(had: Readonly<Partial<Record<Feature, boolean>>> = {}) {
    for (const feature of features) {
      this.#states.set(feature, had[feature] === false ? 'insufficient_entitlement' : 'on');
    }
  }

  set(feature: Feature, state: FeatureState): void {
    if (!features.includes(feature)) {
      throw new Error(`No feature ${feature}`);
    }
    this.#states.set(feature, state);
  }

  has(feature: Feature): boolean {
    return this.#states.get(feature) === 'on';
  }

  /** Whether the tenant has heard of the feature, though it may refuse it. */
  knows(feature: Feature): boolean {
    return this.#states.get(feature) !== 'notFound';
  }

  /** @throws ApiFailure without the feature. */
  require(feature: Feature): void {
    switch (this.#states.get(feature) ?? 'on') {
      case 'on':
        return;
      case 'insufficient_entitlement':
        // The form of another feature's refusal, as recorded in the tests of https://github.com/auth0/terraform-provider-auth0
        throw failure(403, `Please upgrade your subscription to use ${titles[feature]}`, {
          errorCode: 'insufficient_entitlement',
        });
      case 'insufficient_scope':
        // As recorded of Akamai Signals there: the code is of a scope, though the text is of the plan.
        throw failure(403, `Please upgrade your subscription to enable ${titles[feature]}.`, {
          errorCode: 'insufficient_scope',
        });
      case 'feature_not_enabled':
        throw failure(403, `This feature is not enabled for this tenant: ${titles[feature]}`, {
          errorCode: 'feature_not_enabled',
        });
      case 'badRequest':
        throw badPath(`'Unknown resource' (${titles[feature]})`);
      case 'notFound':
        throw failure(404, 'Not Found');
      case 'notImplemented':
        throw failure(501, 'Not Implemented');
    }
  }
}
