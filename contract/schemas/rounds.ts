/**
 * Answers about the youths of a round, as they are sent in: one schema per kind of round. What is allowed is told by
 * `contract/messages/rounds`, which the workflow asks again.
 */
import { z } from 'zod';
import { MAX_ANSWERS, OBSTACLES, type RoundKind } from '../messages/rounds';
import { EXTENSION_CRITERIA, NEEDS, STAFF_ROLES, type TaskKind } from '../messages/vocabulary';
import { day } from './times';

const yesNo = (description: string): z.ZodBoolean => z.boolean().meta({ description, examples: [true] });
const role = z.enum(STAFF_ROLES);

const progression = z
  .strictObject({
    satisfactory: yesNo('Går det, som det skal? (R13)'),
    special: yesNo('Er der brug for en særlig indsats? (R13)'),
    newOffer: yesNo('Er der brug for et nyt tilbud? (R13)'),
    extension: z
      .strictObject({
        criterion: z.enum(EXTENSION_CRITERIA).meta({
          description: 'Hvad forlængelsen bygger på. Aftalen kan tillade færre.',
          examples: ['nearGoal'],
        }),
        goal: z
          .string()
          .trim()
          .min(1, 'mangler')
          .max(1000, 'må højst være 1000 tegn')
          .meta({
            description: 'Hvad der konkret skal komme ud af forlængelsen.',
            examples: ['Malthe er klar til optagelsesprøven til april.'],
          }),
      })
      .exactOptional()
      .meta({ description: 'Forlængelse af forløbet: et kriterium og et mål (R14).' }),
    need: z
      .enum(NEEDS)
      .exactOptional()
      .meta({
        description: 'Behovet for støtte fra nu af: mindre, det samme eller mere (R48).',
        examples: ['less'],
      }),
    reached: z
      .array(z.string().regex(/^[\w.-]{1,40}$/, 'skal være et delmål fra planen, som g1'))
      .max(20)
      .exactOptional()
      .meta({ description: 'Delmål, der er nået (R24).', examples: [['g1']] }),
  })
  .meta({
    title: 'Progression',
    description: 'De tre svar, hver ung skal have (R13), og det, der kan følge med.',
    examples: [{ satisfactory: true, special: false, newOffer: false, need: 'same' }],
  });

const prognosis = z
  .strictObject({
    participants: z
      .array(role)
      .min(1, 'mangler')
      .meta({
        description: 'Hvem der er med om den unge (R26).',
        examples: [['socialServices', 'guidance']],
      }),
    weeks: z
      .int()
      .min(1)
      .max(26)
      .meta({ description: 'Uger mellem opfølgninger.', examples: [8] }),
    tasks: z
      .array(z.strictObject({ role, due: day }))
      .max(10)
      .meta({ description: 'Hvem der gør noget, og hvornår. Det bliver til opgaver.' }),
  })
  .meta({
    title: 'Prognose',
    description: 'Deltagere, hyppighed og opgaver for den unge (R26).',
    examples: [{ participants: ['socialServices'], weeks: 8, tasks: [] }],
  });

const conference = z
  .strictObject({
    takeOver: z
      .string()
      .trim()
      .min(1, 'mangler')
      .max(100)
      .exactOptional()
      .meta({ description: 'Den tovholder, der tager over (R20).', examples: ['coordinator-02'] }),
    obstacle: z
      .enum(OBSTACLES)
      .exactOptional()
      .meta({ description: 'Hvad der står i vejen i organisationen (R20).', examples: ['waitingTime'] }),
  })
  .meta({
    title: 'Netværkskonference',
    description: 'Hvem der tager over, og hvad der står i vejen (R20). Intet af det skal svares.',
    examples: [{ takeOver: 'coordinator-02' }],
  });

const FORMS = {
  progressionRound: progression,
  prognosisRound: prognosis,
  networkConference: conference,
} as const satisfies Record<RoundKind, z.ZodType>;

/** Answers as they come in: an extension's goal in words, which are kept in records and replaced by their reference. */
export type SentAnswers = z.output<(typeof FORMS)[RoundKind]>;

/** What one youth is answered with in a round of this kind. */
export const answersIn = (kind: RoundKind): z.ZodType<SentAnswers> => FORMS[kind];

const youth = z
  .string()
  .min(1, 'mangler')
  .max(40)
  .meta({ description: 'Den unges reference.', examples: ['y7k2m'] });

const rowsOf = <Schema extends z.ZodType>(answers: Schema) =>
  z.strictObject({ rows: z.array(z.strictObject({ youth, answers })).min(1, 'mangler').max(MAX_ANSWERS) });

/** Answers about some youths of a round; which form they have follows from its kind. */
export const answersBody = rowsOf(z.union(Object.values(FORMS))).meta({
  description: 'Svar om unge på mødet. Formen følger af mødets art. Svar kan rettes, til mødet er lukket.',
  examples: [
    { rows: [{ youth: 'y7k2m', answers: { satisfactory: true, special: false, newOffer: false } }] },
  ],
});

/** The same for one kind of round. */
export const answersBodyIn = (
  kind: RoundKind,
): z.ZodType<{ rows: { youth: string; answers: SentAnswers }[] }> => rowsOf(answersIn(kind));

const ROUND_OF: Partial<Record<TaskKind, RoundKind>> = {
  'progress.meeting': 'progressionRound',
  'prognosis.meeting': 'prognosisRound',
  'network.conference': 'networkConference',
};

/** The kind of round whose meeting this kind of task is. */
export const roundOf = (kind: TaskKind): RoundKind | undefined => ROUND_OF[kind];
