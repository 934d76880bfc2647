/**
 * The pages: Danish, rendered on the server, on the official design system, working without JavaScript. Mount them
 * last: whatever no address before them answers gets a page that says so.
 */
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { routePath } from 'hono/route';
import { type WebPorts } from '../ports';
import { notFound, Problem } from '../problem';
import { showOperations, showYouthOperations } from './admin/operations';
import { showOutbox } from './admin/outbox';
import { agreementLifePages } from './agreementLife';
import { showAgreement, showAgreements } from './agreements';
import { assets } from './assets';
import { placeOf, problemPage, unforeseen } from './errors';
import { sendNumbers } from './overview/export';
import { showLoad } from './overview/load';
import { showNumbers } from './overview/numbers';
import { showPortfolio } from './overview/portfolio';
import { sendYear, showYear } from './overview/year';
import { ownPages } from './me/routes';
import { offerPages } from './offers';
import { roundPages } from './rounds/routes';
import { LONGEST_FILE_FORM_BYTES } from './school/file';
import { schoolPages } from './school/routes';
import { comingAndGoing } from './signInShared';
import { notificationPages } from './notifications';
import { agendaPages } from './tasks/agenda';
import { taskPages } from './tasks/routes';
import { page, reading, visitOf } from './visit';
import { wakeUpPages } from './wakeUps';
import { awayPages } from './staff/away';
import { calendarPages } from './staff/calendar';
import { handOverPages } from './staff/handOver';
import { showWeeklyList } from './weekly';
import { arrangementPages } from './youths/arrangements';
import { showYouths } from './youths/list';
import { accessPages } from './youths/access';
import { meetingPages } from './youths/meetings';
import { notePages } from './youths/notes';
import { showYouth } from './youths/page';
import { peoplePages } from './youths/people';
import { planPages } from './youths/plan';
import { situationPages } from './youths/situation';
import { standingPages } from './youths/standing';

/** No form of ours is longer than a note, but for files. */
const LONGEST_FORM_BYTES = 64 * 1024;

/** The pages of signing in: on one machine they are others than in the cloud, and only one kind is in the program. */
export type SignInPages = (ports: WebPorts) => Hono;

export function pages(ports: WebPorts, signIn: SignInPages): Hono {
  const app = new Hono();

  app.onError(async (error, c) => {
    const problem = error instanceof Problem ? error : unforeseen();
    if (problem !== error) {
      // The error's text may hold what was typed; its kind and place are enough to find it.
      ports.log({
        level: 'error',
        event: 'page.failed',
        route: routePath(c, -1),
        error: error.name,
        at: placeOf(error),
      });
    }
    const visit = problem === error ? await visitOf(c, ports) : undefined;
    return page(c, problemPage(problem, visit?.reader), problem.status);
  });

  app.use(compress());
  const [form, file] = [formLimit(LONGEST_FORM_BYTES), formLimit(LONGEST_FILE_FORM_BYTES)];
  app.post('*', (c, next) => (/^\/(?:skole\/fil|moeder\/)/.test(c.req.path) ? file : form)(c, next));
  app.route('/', assets(ports));
  app.route('/', comingAndGoing(ports));
  app.route('/', ownPages(ports));
  app.route('/', signIn(ports));
  app.route('/', taskPages(ports));
  app.route('/', schoolPages(ports));
  app.get('/unge', reading(ports, showYouths));
  app.get('/unge/:ref', reading(ports, showYouth));
  for (const register of [
    accessPages,
    planPages,
    standingPages,
    situationPages,
    wakeUpPages,
    notificationPages,
    arrangementPages,
    offerPages,
    notePages,
    peoplePages,
    meetingPages,
    agendaPages,
    roundPages,
    awayPages,
    handOverPages,
    calendarPages,
  ])
    register(app, ports);
  app.get('/ugeliste', reading(ports, showWeeklyList));
  app.get('/overblik', reading(ports, showPortfolio));
  app.get('/overblik/fordeling', reading(ports, showLoad));
  app.get('/overblik/tal', reading(ports, showNumbers));
  app.get('/overblik/tal.csv', reading(ports, sendNumbers));
  app.get('/overblik/aar', reading(ports, showYear));
  app.get('/overblik/aar.csv', reading(ports, sendYear));
  app.get('/aftaler', reading(ports, showAgreements));
  app.get('/aftaler/:school', reading(ports, showAgreement));
  agreementLifePages(app, ports);
  app.get('/admin', reading(ports, showOperations));
  app.get('/admin/unge/:ref', reading(ports, showYouthOperations));
  app.get('/udbakke', reading(ports, showOutbox));
  app.all('*', (c, next) => {
    // Programs get their own kind of answer from the application around the pages.
    if (c.req.path.startsWith('/api/')) return next();
    throw notFound('Siden');
  });
  return app;
}

function formLimit(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem(413, 'too-large', 'Det er for langt', 'Skriv kortere, og prøv igen.');
    },
  });
}
