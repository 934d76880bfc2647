/**
 * The one table of routes: what is registered, and what is documented.
 */
import { z } from 'zod';
import { accessRoutes } from './access';
import { adminRoutes } from './admin';
import { agreementRoutes } from './agreements';
import { meRoutes } from './me';
import { arrangementRoutes } from './arrangements';
import { numberRoutes } from './numbers';
import { openApi } from './openapi';
import { openRoute, type Route } from './route';
import { meetingRoutes } from './meetings';
import { peopleRoutes } from './people';
import { planRoutes } from './plan';
import { roundRoutes } from './rounds';
import { standingRoutes } from './standing';
import { schoolRoutes } from './schools';
import { situationRoutes } from './situation';
import { staffRoutes } from './staff';
import { taskRoutes } from './tasks';
import { wakeUpRoutes } from './wakeUps';
import { youthRoutes } from './youths';

const description = openRoute({
  method: 'get',
  path: '/openapi.json',
  tag: 'Drift',
  summary: { da: 'Denne beskrivelse', en: 'This description' },
  details: 'OpenAPI 3.1, lavet af de samme skemaer, som svarer på forespørgsler. Uden token.',
  answer: ['OpenApi', z.looseObject({ openapi: z.string() })],
  problems: [],
  open: () => Promise.resolve({ ...openApi(ROUTES) }),
});

export const ROUTES: readonly Route[] = [
  ...schoolRoutes,
  ...taskRoutes,
  ...roundRoutes,
  ...youthRoutes,
  ...standingRoutes,
  ...numberRoutes,
  ...planRoutes,
  ...peopleRoutes,
  ...situationRoutes,
  ...wakeUpRoutes,
  ...staffRoutes,
  ...arrangementRoutes,
  ...meetingRoutes,
  ...accessRoutes,
  ...meRoutes,
  ...adminRoutes,
  ...agreementRoutes,
  description,
];
