/**
 * Running it: workflows and their failures, agreements, health.
 */
import { agreementAnswer, healthAnswer, workflowsAnswer } from '../../contract/schemas/answers/admin';
import { workflowQuery } from '../../contract/schemas/queries';
import { currentTerms, latestAgreement } from '../../records/agreements';
import { getMunicipality, getSchool } from '../../records/people';
import { isoCopenhagen } from '../../rules/clock';
import { noteAccess } from '../access';
import { may } from '../authorization';
import { forbidden, notFound } from '../problem';
import { openRoute, type Route, route } from './route';

const workflows = route({
  method: 'get',
  path: '/api/v1/workflows',
  tag: 'Drift',
  summary: { da: 'Forløb i motoren', en: 'Workflows in the engine' },
  details: 'For én ung eller én skole; uden dem kun de forløb, der fejler. Kun for administratorer.',
  query: workflowQuery,
  answer: ['Workflows', workflowsAnswer],
  problems: ['invalid-input', 'engine-busy'],
  async handle({ ports, person, query: { youth, school, failing } }) {
    if (!may(person, 'workflows.read', 'list')) throw forbidden();
    await noteAccess(ports, person, [youth], 'read', 'workflows');
    const found = await ports.engine.workflows({
      ...(youth !== undefined && { youth }),
      ...(school !== undefined && { school }),
      ...(failing !== undefined && { failing: failing === 'true' }),
    });
    return {
      workflows: found.map(({ startedAt, closedAt, failures, ...workflow }) => {
        const webAddress = ports.engine.webAddress(workflow.workflowId, workflow.runId);
        return {
          ...workflow,
          startedAt: isoCopenhagen(startedAt),
          ...(closedAt !== undefined && { closedAt: isoCopenhagen(closedAt) }),
          failures: [...failures],
          ...(webAddress !== undefined && { webAddress }),
        };
      }),
    };
  },
});

const agreement = route({
  method: 'get',
  path: '/api/v1/agreements/{school}',
  tag: 'Drift',
  summary: { da: 'Skolens aftale', en: "A school's agreement" },
  details:
    'Den aftale, der gælder nu, med alle tærskler, frister og stiger (R07). En åben sag følger sin egen version.',
  params: { school: 'Skolens reference, som FGU-NORD.' },
  answer: ['Agreement', agreementAnswer],
  problems: [],
  async handle({ ports, person, params: { school: id } }) {
    const school = await getSchool(ports.table, id);
    if (!school) throw notFound('Skolen');
    if (!may(person, 'agreement.read', { school: school.id })) throw forbidden();
    const [terms, version] = await Promise.all([
      currentTerms(ports.table, school.id),
      latestAgreement(ports.table, school.id),
    ]);
    return {
      school: school.id,
      kind: school.kind,
      version,
      closed: { municipality: [...terms.closed.municipality], school: [...terms.closed.school] },
      policy: terms.policy,
    };
  },
});

const health = openRoute({
  method: 'get',
  path: '/healthz',
  tag: 'Drift',
  summary: { da: 'Lever tjenesten?', en: 'Is the service alive?' },
  details: 'Uden token. Læser en række i data.',
  answer: ['Health', healthAnswer],
  problems: [],
  async open({ table }) {
    await getMunicipality(table);
    return { status: 'ok' as const };
  },
});

export const adminRoutes: readonly Route[] = [workflows, agreement, health];
