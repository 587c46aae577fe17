import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reason } from '../../src/api/apiError.ts';
import { commandPages, withCommands } from '../commandPages.ts';
import { repository } from '../vscode/folders.ts';

const languages = [
  { readme: 'README.md', commands: 'docs/commands.md', failures: 'docs/failures.md' },
  {
    readme: 'README.fr.md',
    commands: 'docs/commands.fr.md',
    failures: 'docs/failures.fr.md',
  },
];

/** The row that explains a failure, in each language. What was cancelled is not shown. */
const rows: Readonly<Record<Exclude<Reason, 'cancelled'>, readonly [english: string, french: string]>> = {
  pagingLimit: ['400, past the first 1000 records', '400, au-delà des 1000 premiers enregistrements'],
  badQuery: ['400, the query string or the request', '400, la chaîne de requête ou la requête'],
  badRequest: ['400, the query string or the request', '400, la chaîne de requête ou la requête'],
  malformedToken: ['400, not a JSON Web Token', '400, pas un JSON Web Token'],
  expiredToken: ['401, the access token has expired', '401, le jeton d’accès a expiré'],
  invalidSignature: ['401, signature or audience', '401, signature ou audience'],
  invalidToken: ['401, signature or audience', '401, signature ou audience'],
  clientNotGlobal: ['401, the client is not global', '401, le client n’est pas global'],
  otherTenant: ['issued by another tenant', 'émis par un autre locataire'],
  notConnected: ['the tenant is not connected', 'le locataire n’est pas connecté'],
  noToken: ['no access token is stored', 'aucun jeton d’accès n’est stocké'],
  damagedToken: ['no access token is stored', 'aucun jeton d’accès n’est stocké'],
  secretStorage: ['the secret storage', 'le stockage des secrets'],
  wrongCredentials: ['401, client ID and secret', '401, ID client et secret client'],
  grantTypeNotAllowed: ['403, client credentials grant', '403, identifiants client (Client Credentials)'],
  grantMissing: ['403, not authorized for the API', '403, pas autorisée pour l’API'],
  wrongAudience: ['403, the default domain', '403, le domaine par défaut'],
  insufficientScope: ['403 insufficient_scope', '403 insufficient_scope'],
  forbidden: ['403, not every field', '403, pas tous les champs'],
  missingFeature: ['403 or 501, a missing feature', '403 ou 501, une fonctionnalité'],
  paymentRequired: ['402', '402'],
  notFound: ['404', '404'],
  gone: ['410', '410'],
  notLoaded: ['not among what is loaded', 'pas dans ce qui est chargé'],
  rateLimited: ['429', '429'],
  queryTimeout: ['503, the search', '503, la recherche'],
  serverError: ['5xx, but for 501', '5xx, sauf 501'],
  notJson: ['not JSON, not what the API sends', 'pas du JSON, pas ce qu’envoie l’API'],
  unexpectedAnswer: ['not JSON, not what the API sends', 'pas du JSON, pas ce qu’envoie l’API'],
  tooLarge: ['not JSON, not what the API sends', 'pas du JSON, pas ce qu’envoie l’API'],
  redirected: ['redirect', 'redirection'],
  refused: ['not found, refused, in time', 'introuvable, a refusé, à temps'],
  proxyRefused: ['not found, refused, in time', 'introuvable, a refusé, à temps'],
  unknownHost: ['not found, refused, in time', 'introuvable, a refusé, à temps'],
  certificate: ['certificate', 'certificat'],
  noRoute: ['not found, refused, in time', 'introuvable, a refusé, à temps'],
  noTls: ['certificate', 'certificat'],
  timeout: ['not found, refused, in time', 'introuvable, a refusé, à temps'],
  unreachable: ['the connection broke, CORS', 'la connexion s’est interrompue, CORS'],
};

const read = (file: string) => readFileSync(join(repository, file), 'utf8');

for (const [language, { readme, commands, failures }] of languages.entries()) {
  describe(readme, () => {
    it('leads to the pages on commands and on failures', () => {
      const text = read(readme);
      assert.deepEqual(
        [commands, failures].filter((page) => !text.includes(`](${page})`)),
        [],
      );
    });
  });

  describe(failures, () => {
    it('explains each failure, and no other', () => {
      const explained = new Set(Object.values(rows).map((row) => row[language]));
      assert.deepEqual(new Set(firstColumn(read(failures))), explained);
    });
  });
}

for (const page of commandPages) {
  describe(page.page, () => {
    it('has each command, in italics where it is not in the palette; `npm exec -- node test/commandPages.ts` writes it', () => {
      assert.equal(read(page.page), withCommands(page));
    });
  });
}

/** What stands in the first column of a table, without its head. */
function firstColumn(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => /^\| (.+?) *\|/.exec(line)?.[1] ?? [])
    .slice(2);
}
