/**
 * Registering absence in tests: records of school NORD, and what the answer says.
 */
import { type z } from 'zod';
import { type absenceAnswer } from '../../contract/schemas/answers/schools';
import { type Answered, call, NORD, type World } from './support';

export const PATH = `/api/v1/schools/${NORD}/absences`;
export const record = (id: string, more: Record<string, unknown> = {}): object => ({
  id,
  student: 'E1',
  date: '2026-11-16',
  type: 'Ulovligt',
  minutes: 300,
  ...more,
});

export const post = (
  w: Pick<World, 'app'>,
  records: readonly unknown[],
  as = `feed-${NORD}`,
): Promise<Answered> => call(w, 'POST', PATH, { as, json: { records } });

/** The counts and the status of each record, with its problem's code. */
export function told({ body }: Answered): { counts: number[]; statuses: string[] } {
  const answer = body as z.output<typeof absenceAnswer>;
  const { accepted, corrected, duplicates, rejected } = answer;
  return {
    counts: [accepted, corrected, duplicates, rejected],
    statuses: answer.records.map(({ status, problem }) => (problem ? problem.code : status)),
  };
}
