/**
 * Every code a problem of the API can have, with its status and what it means. The documentation is made from it,
 * and tests hold each answer of the API against it.
 */
export const PROBLEM_CODES = {
  'malformed-json': [400, 'Indholdet er ikke gyldig JSON i UTF-8.'],
  'invalid-idempotency-key': [400, 'Idempotency-Key skal være 1-200 synlige tegn.'],
  'broken-encoding': [400, 'Filens tegn kan ikke læses. row siger hvor.'],
  'unreadable-file': [400, 'Filen kan ikke læses som CSV. row siger hvor.'],
  'empty-file': [400, 'Filen er tom.'],
  'missing-column': [400, 'En kolonne mangler. column siger hvilken.'],
  'duplicate-column': [400, 'En kolonne står der to gange. column siger hvilken.'],
  'not-one-file': [400, 'Formularen skal have netop én fil.'],
  'not-signed-in': [401, 'Tokenet mangler, er ukendt eller udløbet.'],
  forbidden: [403, 'Rollen giver ikke ret til det.'],
  'not-found': [404, 'Det findes ikke, eller du har ikke adgang.'],
  'unknown-task': [404, 'Forløbet kender ikke opgaven.'],
  'method-not-allowed': [405, 'Adressen kan ikke bruges sådan. Allow siger hvordan.'],
  'already-closed': [409, 'Opgaven er lukket. Nogen nåede det først.'],
  'not-closed': [409, 'Opgaven er åben og kan ikke åbnes igen.'],
  'next-step-touched': [409, 'Næste skridt er i gang, så opgaven kan ikke åbnes igen.'],
  'procedure-closed': [409, 'Sagen er lukket.'],
  'nothing-to-book': [409, 'Der hører ingen samtale til opgaven.'],
  'too-large': [413, 'Indholdet fylder mere end 4 MB.'],
  'unsupported-media-type': [415, 'Content-Type er ikke en af dem, adressen tager imod.'],
  'invalid-input': [422, 'Felter skal rettes. fields siger hvilke, og hvad der er tilladt.'],
  'invalid-outcome': [422, 'Svaret passer ikke til opgaven.'],
  'not-in-future': [422, 'Tiden skal ligge efter nu.'],
  'too-many-records': [422, 'For mange registreringer i én forespørgsel. Intet er taget ind.'],
  'all-rejected': [422, 'Ingen registrering kunne tages ind. records siger hvorfor.'],
  'invalid-date': [422, 'Ikke en dato, der findes.'],
  'future-date': [422, 'Dagen er ikke kommet endnu.'],
  'closed-day': [422, 'Dagen er ikke en skoledag.'],
  unexpected: [500, 'Fejlen er vores. requestId hjælper driften.'],
  'engine-busy': [503, 'Intet svar i tide. Prøv igen med samme Idempotency-Key.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEM_CODES;
