/**
 * A youth's plan and risk on the command line.
 */
import { type z } from 'zod';
import { type planAnswer } from '../../contract/schemas/plan';
import { type youthAnswer } from '../../contract/schemas/answers/youths';
import { type Client, CliError } from './client';
import { dayOnly } from './texts';

type Print = (line: string) => void;
type Plan = z.output<typeof planAnswer>;

/** What can be written in the plan with one command. */
export interface PlanOptions {
  readonly purpose?: string;
  readonly by?: string;
  readonly effort?: string;
  readonly owner?: string;
  readonly ends?: string;
  readonly subGoal?: string;
  readonly due?: string;
}

/** Does what the options ask for, one thing at a time, and prints the plan as it then is. */
export async function planOf(client: Client, ref: string, options: PlanOptions, print: Print): Promise<void> {
  const path = `/api/v1/youths/${encodeURIComponent(ref)}/plan`;
  const { purpose, by = 'youth', effort, owner, ends, subGoal, due } = options;
  if ([purpose, effort, subGoal].filter((wanted) => wanted !== undefined).length > 1) {
    throw new CliError('Én ting ad gangen: --purpose, --effort eller --sub-goal.');
  }
  const ask = (): Promise<Plan> => {
    if (purpose !== undefined) return client.put(path, { purpose: { text: purpose, by } });
    if (effort !== undefined) return client.post(`${path}/efforts`, { name: effort, owner, ends });
    if (subGoal !== undefined) return client.post(`${path}/sub-goals`, { text: subGoal, due });
    return client.get(path);
  };
  for (const line of linesOf(await ask())) print(line);
}

const STATES: Readonly<Record<Plan['state'], string>> = {
  none: 'Der er ingen plan endnu.',
  active: 'Planen gælder.',
  suspended: 'Familieplanen gælder i stedet.',
  declined: 'Nej tak til en plan.',
};

function linesOf({ state, purpose, efforts, subGoals, missing }: Plan): string[] {
  return [
    STATES[state],
    ...(purpose ? [`Formål: ${purpose.text}`] : []),
    ...efforts.map(({ id, name, owner, ends, open }) =>
      [id, open ? 'i gang' : 'slut', name, owner, `til ${dayOnly(ends)}`].join('  '),
    ),
    ...subGoals.map(({ id, text, due, overdue, reachedOn }) =>
      [id, reachedOn === undefined ? (overdue ? 'over tid' : 'på vej') : 'nået', text, dayOnly(due)].join(
        '  ',
      ),
    ),
    ...(missing.length > 0 ? [`Mangler: ${missing.join(', ')}`] : []),
  ];
}

/** Confirms a youth's risk (R09). */
export async function confirmRisk(client: Client, ref: string, risk: string, print: Print): Promise<void> {
  const path = `/api/v1/youths/${encodeURIComponent(ref)}/risk`;
  const youth = await client.post<z.output<typeof youthAnswer>>(path, { risk });
  print(`Risiko bekræftet: ${youth.risk ?? '-'}.`);
}
