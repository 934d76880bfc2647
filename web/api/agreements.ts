/**
 * The life of an agreement (R07): its versions, what a move would change, and the move.
 */
import { dryRunAnswer, movedAnswer, versionsAnswer } from '../../contract/schemas/answers/agreements';
import { type TaskRow } from '../../records/tasks';
import { isoCopenhagen } from '../../rules/clock';
import { agreementNamed, dryRun, moveAll, toldVersions } from '../agreementLife';
import { type Route, route } from './route';

const params = { school: 'Skolens reference, som FGU-NORD; kommunen for kommunens egen aftale.' };

const versions = route({
  method: 'get',
  path: '/api/v1/agreements/{school}/versions',
  tag: 'Drift',
  summary: { da: 'Aftalens udgaver', en: 'Versions of an agreement' },
  details: 'Nyeste først, hver med det, den ændrede. En åben sag følger den udgave, den begyndte med (R07).',
  params,
  answer: ['AgreementVersions', versionsAnswer],
  problems: [],
  async handle({ ports, person, params: { school: name } }) {
    const school = await agreementNamed(ports, person, name, 'agreement.read');
    const told = await toldVersions(ports, school);
    return {
      agreement: name,
      versions: told.map(({ version, policy, added, changes }) => ({
        version,
        ...(policy.name !== undefined && { name: policy.name }),
        ...(added && { addedAt: isoCopenhagen(added.at) }),
        ...(added?.by !== undefined && { addedBy: added.by }),
        ...(changes && { changes: [...changes] }),
      })),
    };
  },
});

const dryRunRoute = route({
  method: 'get',
  path: '/api/v1/agreements/{school}/move',
  tag: 'Drift',
  summary: { da: 'Hvad flytter sig?', en: 'What would move?' },
  details:
    'Prøvekørsel: hver åben opgaves frist og rolle før og efter, hvis alt det åbne skal følge den nyeste udgave. Kun for administratorer.',
  params,
  answer: ['AgreementDryRun', dryRunAnswer],
  problems: [],
  async handle({ ports, person, params: { school: name } }) {
    const school = await agreementNamed(ports, person, name, 'agreement.move');
    const { to, workflows } = await dryRun(ports, person, school);
    return {
      agreement: name,
      to,
      workflows: workflows.map(({ workflowId, youth, from, caseTerms, tasks }) => ({
        workflowId,
        from,
        caseTerms,
        ...(youth !== undefined && { youth }),
        tasks: tasks.map(({ task, after, moves }) => ({
          task: task.id,
          kind: task.kind,
          moves,
          before: standing(task.placement),
          after: standing(after.placement),
          due: after.due,
        })),
      })),
    };
  },
});

const moveRoute = route({
  method: 'post',
  path: '/api/v1/agreements/{school}/move',
  tag: 'Drift',
  summary: { da: 'Flyt det åbne', en: 'Move what is open' },
  details:
    'Alt det åbne følger den nyeste udgave fra nu af. En frist, et menneske har valgt, bliver. Kan gentages: det, der er flyttet, ændres ikke igen. Kun for administratorer.',
  params,
  repeatable: true,
  answer: ['AgreementMoved', movedAnswer],
  problems: [],
  async handle({ ports, person, params: { school: name }, requestId }) {
    const school = await agreementNamed(ports, person, name, 'agreement.move');
    const { move, results } = await moveAll(ports, person, school, requestId);
    return { agreement: name, to: move.to, results: [...results] };
  },
});

function standing({ due, role, assignee }: TaskRow['placement']): {
  due: string;
  role: TaskRow['placement']['role'];
  assignee: string;
} {
  return { due: isoCopenhagen(due), role, assignee };
}

export const agreementRoutes: readonly Route[] = [versions, dryRunRoute, moveRoute];
