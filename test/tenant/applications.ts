/** A machine-to-machine application of the tenant. It can be sent as JSON. */
export interface Application {
  /** The client ID. */
  readonly id: string;
  /** The client secret. */
  readonly secret: string;
  /** What its grant for the Management API allows, separated by spaces; by default all that it takes to read. */
  readonly scope?: string;
  /** In seconds, a day by default. In a real tenant this is a setting of the API, the same for all applications. */
  readonly tokenLifeSeconds?: number;
  /** Whether it has a client grant for the Management API, as it does by default. */
  readonly granted?: boolean;
  /** Whether Client Credentials is among its grant types, as it is by default. */
  readonly allowsClientCredentials?: boolean;
}

/** May read organizations and what is inside them, and nothing else. */
export const sampleClient = {
  id: 'OrganizationInspectorSample00001',
  secret: 'sample-secret-of-the-local-tenant',
} as const satisfies Application;

/** Has no grant for the Management API. */
export const clientWithoutGrant = {
  id: 'ApplicationWithoutGrant000000001',
  secret: 'sample-secret-without-grant',
  granted: false,
} as const satisfies Application;

/** Signs people in, say, and may not ask for tokens of its own. */
export const clientWithoutClientCredentials = {
  id: 'ApplicationWithoutGrantType00001',
  secret: 'sample-secret-without-grant-type',
  allowsClientCredentials: false,
} as const satisfies Application;

/** The applications of a tenant, the samples among them. */
export class Applications {
  readonly #byId = new Map<string, Application>(
    [sampleClient, clientWithoutGrant, clientWithoutClientCredentials].map((application) => [
      application.id,
      application,
    ]),
  );

  /** Takes the place of the one with this ID, if there is one. */
  add(application: Application): void {
    this.#byId.set(application.id, application);
  }

  /** The secret before stops to work at once, as after `POST /api/v2/clients/{id}/rotate-secret`. */
  setSecret(id: string, secret: string): void {
    const application = this.#byId.get(id);
    if (!application) {
      throw new Error(`No application ${id}`);
    }
    this.#byId.set(id, { ...application, secret });
  }

  /** The application that these belong to. */
  authenticate(id: string, secret: unknown): Application | undefined {
    const application = this.#byId.get(id);
    return application?.secret === secret ? application : undefined;
  }
}
