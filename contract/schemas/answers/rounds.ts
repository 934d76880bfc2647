/**
 * What the staff API answers about meetings with many youths.
 */
import { z } from 'zod';
import { STAFF_ROLES } from '../../messages/vocabulary';
import { instant, isoDay, somebody } from './common';

const EXAMPLE = {
  id: 'progressionRound.FGU-NORD.2026-4',
  kind: 'progressionRound',
  title: 'Progressionsmøde',
  school: 'FGU-NORD',
  meetingOn: '2026-11-16',
  youths: 38,
  state: 'open',
  task: 'progressionRound.FGU-NORD.2026-4.2',
  mayAnswer: true,
} as const;

const shape = {
  id: z.string().meta({ description: 'Mødets navn, brugt i adresser.' }),
  kind: z.enum(['progressionRound', 'prognosisRound', 'networkConference']),
  title: z.string(),
  school: z.string().optional().meta({ description: 'Skolen, mødet er om (R13).' }),
  meetingOn: isoDay,
  youths: z.int().meta({ description: 'Så mange unge er med.' }),
  state: z.enum(['preparing', 'open', 'held']).meta({
    description: 'preparing: mødets opgave er ikke åben endnu. open: der kan svares. held: mødet er lukket.',
  }),
  task: z.string().optional().meta({ description: 'Mødets opgave.' }),
  mayAnswer: z.boolean().meta({ description: 'Om du må svare: den, der har mødets opgave.' }),
};

/** Answers are written as they were sent in, an extension's goal with its words. */
const answers = z.looseObject({}).meta({
  description: 'Svar, som de blev sendt ind.',
  examples: [{ satisfactory: true, special: false, newOffer: false }],
});

const subGoal = z.strictObject({
  id: z.string(),
  text: z.string(),
  due: isoDay,
  overdue: z.boolean().meta({ description: 'Dagen er gået, og delmålet er ikke nået (R12).' }),
  reachedOn: isoDay.optional(),
});

const row = z.strictObject({
  youth: z
    .strictObject({
      id: z.string().meta({ description: 'Sådan kaldes den unge, når der svares.' }),
      ref: z.string().optional(),
      name: z.string().optional(),
    })
    .meta({
      description: 'På netværkskonferencen har den unge kun et navn, hvis den unge er med på det (R21).',
    }),
  notYet: z
    .array(z.enum(STAFF_ROLES))
    .meta({ description: 'Roller, der ikke er med endnu, fordi den unge er for ung (R26).' }),
  answers: answers.optional(),
  answered: z.strictObject({ by: somebody, at: instant }).optional(),
  previous: z
    .strictObject({ meetingOn: isoDay, answers })
    .optional()
    .meta({ description: 'Det, der blev svaret sidste gang.' }),
  subGoals: z.array(subGoal).meta({ description: 'Den unges delmål, de forsinkede først (R12).' }),
});

export const roundList = z
  .strictObject({ rounds: z.array(z.strictObject(shape).meta({ examples: [EXAMPLE] })) })
  .meta({ description: 'Møder om mange unge, som du må se.' });

export const roundDetail = z
  .strictObject({
    ...shape,
    missing: z.int().meta({ description: 'Så mange unge mangler svar.' }),
    rows: z.array(row),
  })
  .meta({
    description: 'Et møde om mange unge: hvem det er om, og hvad der er svaret.',
    examples: [{ ...EXAMPLE, missing: 37, rows: [] }],
  });
