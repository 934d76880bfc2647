/** The reader's own calendar: its secret address, and the calendar files themselves. */
import { type Context, type Hono } from 'hono';
import { CALENDAR } from '../../../texts/pagesCalendar';
import { calendarOf, endCalendar, feedText, meetingFile, renewCalendar } from '../../calendar';
import { type WebPorts } from '../../ports';
import { type Forms, formPage, Outcome, PageForm } from '../formPage';
import { BackLink } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { reading, type Visit } from '../visit';

/** Registers `/kalender`, `/kalender/{secret}.ics` and `/opgaver/{task}/moede.ics`. */
export function calendarPages(app: Hono, ports: WebPorts): void {
  formPage(app, ports, '/kalender', {
    show: showCalendar,
    deeds: {
      adresse: (visit) => renewCalendar(ports, visit.person),
      luk: (visit) => endCalendar(ports, visit.person),
    },
  });
  // The secret is the key: calendars cannot sign in.
  app.get('/kalender/:file{[\\w-]+\\.ics}', async (c) =>
    asFile(c, await feedText(ports, c.req.param('file').slice(0, -'.ics'.length), siteOf(c))),
  );
  app.get(
    '/opgaver/:id/moede.ics',
    reading(ports, async ({ c, person }) =>
      asFile(c, await meetingFile(ports, person, c.req.param('id') ?? '', siteOf(c))),
    ),
  );
}

/** `https://traad.kommune.dk`, as the reader knows it. */
const siteOf = (c: Context): string => new URL(c.req.url).origin;

function asFile(c: Context, text: string): Response {
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', 'text/calendar; charset=utf-8');
  c.header('Content-Disposition', 'attachment; filename="roed-traad.ics"');
  return c.body(text);
}

async function showCalendar({ c, ports, person, reader }: Visit, forms: Forms): Promise<Markup> {
  const feed = await calendarOf(ports, person);
  return (
    <Layout title={CALENDAR.title} reader={reader}>
      <BackLink href="/opgaver">Mine opgaver</BackLink>
      <Outcome {...forms} />
      <h1 class="h2 rt-title">{CALENDAR.title}</h1>
      <p>{CALENDAR.hint}</p>
      {feed && (
        <div class="form-group">
          <label class="form-label" for="kalenderadresse">
            {CALENDAR.address}
          </label>
          <span class="form-hint" id="kalenderadresse-hint">
            {CALENDAR.addressHint}
          </span>
          <input
            class="form-input"
            id="kalenderadresse"
            aria-describedby="kalenderadresse-hint"
            value={`${siteOf(c)}/kalender/${feed.token}.ics`}
            readonly
          />
        </div>
      )}
      <PageForm forms={forms} name="adresse" button={feed ? CALENDAR.renew : CALENDAR.make} primary={!feed} />
      {feed && <PageForm forms={forms} name="luk" button={CALENDAR.end} />}
    </Layout>
  );
}
