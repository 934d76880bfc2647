/**
 * The way to a youth's own page (L8): hand out a start code, close the page, see whether it is in use. For municipal
 * roles only (R43).
 */
import { type Hono } from 'hono';
import { copenhagen } from '../../../rules/clock';
import { ACCESS, pageStateText } from '../../../texts/access';
import { dayText } from '../../../texts/times';
import { type WebPorts } from '../../ports';
import { fullName } from '../../people';
import { ownerName, type PageOwner } from '../../../records/youthAccess';
import { closePage, handedOut, type HandedOut, handOut, type StartCode } from '../../youth/handOut';
import { readYouth } from '../../youths';
import { logLook } from '../access';
import { Alert, BackLink, Details, Pairs } from '../parts/basics';
import { Layout } from '../parts/layout';
import { type Markup } from '../parts/markup';
import { digest } from '../signing';
import { doing, page, reading, type Sent, type Visit } from '../visit';

const PATH = '/unge/:ref/adgang';

/** Registers `/unge/{ref}/adgang`. */
export function accessPages(app: Hono, ports: WebPorts): void {
  app.get(
    PATH,
    reading(ports, (visit) => showAccess(visit)),
  );
  // Answers with the page itself: the code is shown once and stands in no address and no cookie.
  app.post(
    `${PATH}/startkode`,
    doing(ports, async (visit, sent) => {
      const owner = ownerOf(visit, sent);
      const given = await handOut(ports, visit.person, owner, requestOf(visit, sent));
      return showAccess(visit, { ...given, owner });
    }),
  );
  app.post(
    `${PATH}/luk`,
    doing(ports, async (visit, sent) => {
      await closePage(ports, visit.person, ownerOf(visit, sent), requestOf(visit, sent));
      return visit.c.redirect(`/unge/${refOf(visit)}/adgang`, 303);
    }),
  );
}

const refOf = ({ c }: Visit): string => c.req.param('ref') ?? '';

function ownerOf(visit: Visit, { id = '' }: Sent): PageOwner {
  const guardian = /^guardian-(\d)$/.exec(id)?.[1];
  return { youth: refOf(visit), ...(guardian !== undefined && { guardian: Number(guardian) }) };
}

const requestOf = ({ c, person }: Visit, { token: _, ...content }: Sent): string =>
  digest([person.id, c.req.path, JSON.stringify(content)]);

type Given = StartCode & { readonly owner: PageOwner };

async function showAccess(visit: Visit, given?: Given): Promise<Response> {
  const { c, ports, person, reader, now } = visit;
  const ref = refOf(visit);
  const [{ youth }, pages] = await Promise.all([
    readYouth(ports, person, ref),
    handedOut(ports, person, ref),
  ]);
  await logLook(visit, [ref], 'page');
  const { origin } = new URL(c.req.url);
  const form = { base: `/unge/${ref}/adgang`, token: reader.token, once: ports.newId() };
  return page(
    c,
    <Layout title={`Adgang for ${fullName(youth)}`} at="/unge" reader={reader}>
      <BackLink href={`/unge/${ref}`}>{fullName(youth)}</BackLink>
      <h1 class="h2 rt-title">Adgang for den unge</h1>
      <p class="rt-narrow">{ACCESS.lead}</p>
      {pages.map((one) => (
        <OwnerCard
          of={one}
          form={form}
          origin={origin}
          now={now}
          given={given && ownerName(given.owner) === ownerName(one.owner) ? given : undefined}
        />
      ))}
    </Layout>,
  );
}

interface OwnerCardProps {
  readonly of: HandedOut;
  readonly form: { readonly base: string; readonly token: string; readonly once: string };
  readonly origin: string;
  readonly now: number;
  readonly given: Given | undefined;
}

function OwnerCard({
  of: { owner, name, state, path, until, lastUsed },
  form,
  origin,
  now,
  given,
}: OwnerCardProps): Markup {
  const id = ownerName(owner);
  const today = copenhagen(now).date;
  return (
    <section class="rt-card rt-narrow" aria-labelledby={id}>
      <h2 class="h4" id={id}>
        {name}
        {owner.guardian !== undefined && ' (værge)'}
      </h2>
      <p>{pageStateText(state, until, now)}</p>
      <Pairs
        of={[
          ['Link', path !== undefined && origin + path],
          ['Sidst brugt', lastUsed !== undefined && dayText(copenhagen(lastUsed).date, today)],
        ]}
      />
      {given && (
        <Alert kind="success" heading={given.code}>
          <p class="alert-text">{ACCESS.given}</p>
        </Alert>
      )}
      <AccessForm
        form={form}
        name="startkode"
        id={id}
        button={state === 'none' ? 'Giv en startkode' : 'Giv en ny startkode'}
        hint={state === 'open' ? ACCESS.again : undefined}
      />
      {state !== 'none' && (
        <Details summary="Luk siden">
          <AccessForm form={form} name="luk" id={id} button="Luk siden nu" hint={ACCESS.close} />
        </Details>
      )}
    </section>
  );
}

function AccessForm({
  form: { base, token, once },
  name,
  id,
  button,
  hint,
}: Pick<OwnerCardProps, 'form'> & {
  readonly name: string;
  readonly id: string;
  readonly button: string;
  readonly hint: string | undefined;
}): Markup {
  return (
    <form method="post" action={`${base}/${name}`} class="rt-form">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="once" value={once} />
      <input type="hidden" name="id" value={id} />
      {hint !== undefined && <p class="rt-hint">{hint}</p>}
      <button class="button button-secondary">{button}</button>
    </form>
  );
}
