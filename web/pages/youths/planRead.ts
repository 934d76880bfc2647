/**
 * From a sent form of the plan's page to something to do to the plan; the schemas say what is missing, as for JSON.
 */
import {
  declineBody,
  effortBody,
  effortEndBody,
  familyPlanBody,
  planBody,
  subGoalBody,
} from '../../../contract/schemas/plan';
import { parsed } from '../../parsed';
import { type PlanDeed } from '../../plan';
import { filled } from '../formPage';
import { type Sent } from '../visit';

const truth = (text: string | undefined): boolean => text === 'true';

/** Each form of the page, by its name in the address. Throws `Problem`. */
export const READERS: Readonly<Record<string, (sent: Sent) => PlanDeed>> = {
  skriv({ purpose = '', by, order, preparation, ...sent }) {
    const fields = {
      ...filled(sent, 'need', 'youthVersion'),
      ...(purpose.trim() !== '' && { purpose: { text: purpose, by } }),
      ...(order !== undefined && { order: truth(order) }),
      ...(preparation !== undefined && { preparation: truth(preparation) }),
    };
    return { do: 'set', ...parsed(planBody, fields) };
  },
  indsats: ({ statutory, ...sent }) => ({
    do: 'addEffort',
    ...parsed(effortBody, { ...filled(sent, 'name', 'owner', 'ends'), statutory: statutory === 'ja' }),
  }),
  slut: ({ id = '', how }) => ({ do: 'endEffort', id, ...parsed(effortEndBody, { how }) }),
  delmaal: (sent) => ({ do: 'addSubGoal', ...parsed(subGoalBody, filled(sent, 'text', 'due')) }),
  naaet: ({ id = '' }) => ({ do: 'reachSubGoal', id, reached: true }),
  familieplan: ({ active, ...sent }) => ({
    do: 'familyPlan',
    ...parsed(familyPlanBody, { ...filled(sent, 'reference'), active: truth(active) }),
  }),
  'nej-tak': ({ declined, ...sent }) => ({
    do: 'decline',
    ...parsed(declineBody, { ...filled(sent, 'by'), declined: truth(declined) }),
  }),
};
