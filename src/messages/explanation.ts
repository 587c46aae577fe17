/** The meaning of an error and the next step, each one or two sentences. */
export interface Explanation {
  readonly meaning: string;
  readonly nextStep: string;
  readonly actions: readonly Action[];
}

export type Action = 'connectTenant' | 'updateAccessToken' | 'retry' | 'documentation' | 'showLog';
