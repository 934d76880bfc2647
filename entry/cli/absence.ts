/**
 * One registration of absence on the command line.
 */
import { type z } from 'zod';
import { type absenceAnswer } from '../../contract/schemas/answers/schools';
import { ApiError, type Client, CliError } from './client';

type Answer = z.output<typeof absenceAnswer>;

const SAID: Readonly<Record<'accepted' | 'corrected' | 'duplicate', string>> = {
  accepted: 'Registreret.',
  corrected: 'Rettet.',
  duplicate: 'Det stod der allerede.',
};

/** Registers one record. Throws {@link CliError} with its problem when it is rejected. */
export async function registerAbsence(
  client: Client,
  school: string,
  record: Readonly<Record<string, string>>,
  print: (line: string) => void,
): Promise<void> {
  const { minutes, ...fields } = record;
  const path = `/api/v1/schools/${encodeURIComponent(school)}/absences`;
  const { records } = await answerOf(
    client.post<Answer>(path, { records: [{ ...fields, minutes: Number(minutes) }] }),
  );
  for (const { status, problem } of records) {
    if (status !== 'rejected') print(SAID[status]);
    else throw new CliError(`Afvist: ${problem?.column ?? ''} ${problem?.message ?? ''}`);
  }
}

/** The answer, also where every record was rejected: that is a problem to programs, and has the same members. */
export async function answerOf(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && Array.isArray(error.problem.records))
      return error.problem as unknown as Answer;
    throw error;
  }
}
