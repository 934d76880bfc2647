/**
 * Agreements in force, in words everybody can read (R07): one per school, and the municipality's own.
 */
import { type SchoolRef } from '../../contract/messages/ids';
import { TASK_KINDS } from '../../contract/messages/vocabulary';
import { currentTerms, latestAgreement, type Terms } from '../../records/agreements';
import { allSchools } from '../../records/people';
import { agreementText, ladderText } from '../../texts/agreement';
import { LIFE } from '../../texts/agreementLife';
import { KIND_LABELS, SCHOOL_KIND_LABELS } from '../../texts/labels';
import { PAGE } from '../../texts/pages';
import { MUNICIPAL } from '../agreementLife';
import { may, reach } from '../authorization';
import { forbidden, notFound } from '../problem';
import { agreementTitle, ReviewBanner } from './agreementLife';
import { BackLink, Details } from './parts/basics';
import { Layout } from './parts/layout';
import { type Markup } from './parts/markup';
import { page, type Visit } from './visit';

export async function showAgreements(visit: Visit): Promise<Response> {
  const { c, ports, person } = visit;
  const far = reach(person.role, 'agreement.read');
  if (far === 'none') throw forbidden();
  const schools = (await allSchools(ports.table)).filter(({ id }) =>
    may(person, 'agreement.read', { school: id }),
  );
  const versions = await Promise.all(schools.map(({ id }) => latestAgreement(ports.table, id)));
  return page(
    c,
    <Layout title="Aftaler" at="/aftaler" reader={visit.reader}>
      <h1 class="h2">Aftaler</h1>
      <p class="rt-hint">{PAGE.agreementsHint}</p>
      <ul class="rt-links">
        {far === 'all' && (
          <li>
            <a href={`/aftaler/${MUNICIPAL}`}>Kommunens aftale</a>
          </li>
        )}
        {schools.map(({ id, kind }, index) => (
          <li>
            <a href={`/aftaler/${encodeURIComponent(id)}`}>{id}</a>
            <span class="rt-quiet">
              {' '}
              {SCHOOL_KIND_LABELS[kind]} ·{' '}
              {versions[index] === 0 ? 'følger kommunens aftale' : `udgave ${String(versions[index])}`}
            </span>
          </li>
        ))}
      </ul>
    </Layout>,
  );
}

export async function showAgreement(visit: Visit): Promise<Response> {
  const { c, ports, person } = visit;
  const name = c.req.param('school') ?? '';
  const school: SchoolRef | undefined = name === MUNICIPAL ? undefined : name;
  const allowed =
    school === undefined
      ? reach(person.role, 'agreement.read') === 'all'
      : may(person, 'agreement.read', { school });
  if (!allowed) throw forbidden();
  if (school !== undefined && !(await allSchools(ports.table)).some(({ id }) => id === school)) {
    throw notFound('Aftalen');
  }
  const terms = await currentTerms(ports.table, school);
  const title = agreementTitle(name);
  const banner = await ReviewBanner(visit, name);
  const at = `/aftaler/${encodeURIComponent(name)}`;
  const moves =
    school === undefined
      ? reach(person.role, 'agreement.move') === 'all'
      : may(person, 'agreement.move', { school });
  return page(
    c,
    <Layout title={title} at="/aftaler" reader={visit.reader}>
      <BackLink href="/aftaler">Aftaler</BackLink>
      <h1 class="h2 rt-title">{title}</h1>
      {banner}
      <p class="rt-quiet">
        {terms.version === 0 ? 'Følger kommunens aftale' : `Udgave ${String(terms.version)}`}
      </p>
      <ul class="rt-links">
        <li>
          <a href={`${at}/udgaver`}>{LIFE.versions}</a>
        </li>
        {moves && (
          <>
            <li>
              <a href={`${at}/ny`}>{LIFE.add}</a>
            </li>
            <li>
              <a href={`${at}/flyt`}>{LIFE.move}</a>
            </li>
          </>
        )}
      </ul>
      <Agreement terms={terms} />
    </Layout>,
  );
}

function Agreement({ terms: { policy } }: { readonly terms: Terms }): Markup {
  return (
    <>
      <div class="rt-clauses">
        {agreementText(policy).map(({ heading, sentences }) => (
          <section>
            <h2 class="h5">{heading}</h2>
            <ul>
              {sentences.map((sentence) => (
                <li>{sentence}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Details summary="Hvem har opgaven, og hvor går den hen?" open>
        <table class="table table--compact table--borderless table-md-responsive-headers rt-table">
          <thead>
            <tr>
              <th scope="col">Opgave</th>
              <th scope="col">Trin og arbejdsdage</th>
            </tr>
          </thead>
          <tbody>
            {TASK_KINDS.map((kind) => (
              <tr>
                <td data-title="Opgave">{KIND_LABELS[kind]}</td>
                <td data-title="Trin og arbejdsdage" class="rt-plain">
                  {ladderText(policy.ladders[kind])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Details>
    </>
  );
}
