/**
 * Pages and API on Lambda, behind the HTTP API.
 */
/* eslint-disable @typescript-eslint/no-deprecated -- hono's adapter moves to a package of its own with version 5 */
import { type APIGatewayProxyResult, handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { jwtIdentity } from '../adapters/jwtIdentity';
import { oidcSignIn } from '../adapters/oidcSignIn';
import { webEnvironment } from '../contract/schemas/cloud';
import { createApp } from '../web/app';
import { providerSignIn } from '../web/pages/providerSignIn';
import { readEnvironment } from './cloud/environment';
import { cloudLog } from './cloud/logging';
import { cloudParts, engineOf, once } from './cloud/parts';

const answering = once(async () => {
  const environment = readEnvironment(webEnvironment, process.env);
  const parts = await cloudParts(environment);
  const staff = {
    issuer: environment.STAFF_ISSUER,
    clientId: environment.STAFF_CLIENT,
    clientSecret: await parts.readSecret(environment.STAFF_SECRET),
    claim: environment.STAFF_CLAIM,
  };
  const schools = {
    issuer: environment.SCHOOL_ISSUER,
    audience: environment.SCHOOL_AUDIENCE,
    claim: environment.SCHOOL_CLAIM,
  };
  const app = createApp(
    {
      table: parts.table,
      engine: engineOf(parts, environment),
      identity: jwtIdentity(parts.table, { schools, staff: { ...staff, audience: staff.clientId } }),
      now: Date.now,
      newId: randomUUID,
      sessionSecret: parts.secret('sessions').toString('base64url'),
      designSystem: join(__dirname, 'dkfds'),
      localOutbox: false,
      log: (line) => {
        cloudLog.write(line);
      },
    },
    providerSignIn(oidcSignIn(staff), environment.PAGES),
  );
  return handle(app);
});

export async function handler(event: LambdaEvent, context: LambdaContext): Promise<APIGatewayProxyResult> {
  const answer = await answering();
  return answer(event, context);
}
