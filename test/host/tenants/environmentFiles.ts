/* Paths in a workspace, and for which environment their names say that they are. */

/** A path, and the word that says it. Without a word, the path says nothing. */
export interface FileOfEnvironment {
  readonly path: string;
  readonly environment?: 'production' | 'other';
  readonly word?: string;
}

export const environmentFiles: readonly FileOfEnvironment[] = [
  { path: 'envs/prod/main.tf', environment: 'production', word: 'prod' },
  { path: 'prod.env', environment: 'production', word: 'prod' },
  { path: '.env.production', environment: 'production', word: 'production' },
  { path: 'config/production.json', environment: 'production', word: 'production' },
  { path: 'src/productionConfig.ts', environment: 'production', word: 'production' },
  { path: 'settings.prod.ts', environment: 'production', word: 'prod' },
  { path: 'acme-prod.tfvars', environment: 'production', word: 'prod' },
  { path: 'environments/acme-production/auth0.yaml', environment: 'production', word: 'production' },
  { path: 'deploy/prd/values.yaml', environment: 'production', word: 'prd' },
  { path: 'auth0/prod_eu.json', environment: 'production', word: 'prod' },
  { path: 'PROD_CONFIG.json', environment: 'production', word: 'PROD' },
  { path: 'prodUrls.ts', environment: 'production', word: 'prod' },
  { path: 'production-db.env', environment: 'production', word: 'production' },

  { path: '.env.staging', environment: 'other', word: 'staging' },
  { path: 'prod/.env.staging', environment: 'other', word: 'staging' },
  { path: 'staging.tf', environment: 'other', word: 'staging' },
  { path: 'stagingConfig.ts', environment: 'other', word: 'staging' },
  { path: 'appsettings.Development.json', environment: 'other', word: 'Development' },
  { path: 'dev_env.yaml', environment: 'other', word: 'dev' },
  { path: 'devConfig.ts', environment: 'other', word: 'dev' },
  { path: 'stg-1.json', environment: 'other', word: 'stg' },
  { path: 'preprod.env', environment: 'other', word: 'preprod' },
  { path: 'pre-prod.env', environment: 'other', word: 'pre-prod' },
  { path: 'pre_production.yaml', environment: 'other', word: 'pre_production' },
  { path: 'nonProd/main.tf', environment: 'other', word: 'nonProd' },
  { path: 'envs\\staging\\main.tf', environment: 'other', word: 'staging' },
  { path: 'envs/dev/main.tf', environment: 'other', word: 'dev' },
  { path: 'acme-dev.json', environment: 'other', word: 'dev' },
  { path: 'config/stage.yml', environment: 'other', word: 'stage' },
  { path: 'auth0.qa.json', environment: 'other', word: 'qa' },
  { path: 'uat.tfvars', environment: 'other', word: 'uat' },
  { path: 'stagingKeys.json', environment: 'other', word: 'staging' },
  { path: 'authPreProd.ts', environment: 'other', word: 'PreProd' },
  { path: 'appPreProd.env', environment: 'other', word: 'PreProd' },
  { path: 'myNonProdTenant.json', environment: 'other', word: 'NonProd' },

  { path: 'stage-manager.ts' },
  { path: 'multi-stage-build.Dockerfile' },
  { path: 'dev-tools.md' },
  { path: 'web-dev-guide.md' },
  { path: 'development.env.prod' },
  { path: 'devices.json' },
  { path: 'backstage.ts' },
  { path: 'src/product.ts' },
  { path: 'production-line.ts' },
  { path: 'reproduction.md' },
  { path: 'docs/dev-setup.md' },
  { path: 'packages/dev-server/index.ts' },
  { path: 'devops.yaml' },
  { path: 'src/developer.ts' },
  { path: 'stages.json' },
  { path: 'prod-to-staging.sql' },
  { path: 'docs/prd/feature.md' },
  { path: 'main.ts' },
];
