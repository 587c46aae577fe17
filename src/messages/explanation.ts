/** What an error means and what there is to do about it, each a sentence or two. */
export interface Explanation {
  readonly meaning: string;
  readonly nextStep: string;
  readonly actions: readonly Action[];
}

export type Action = 'connectTenant' | 'updateAccessToken' | 'retry' | 'documentation' | 'showLog';
