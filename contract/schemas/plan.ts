/**
 * A youth's plan and notes, as they are sent in and answered (R11, R12, R17, R25, R44–R48).
 */
import { z } from 'zod';
import { NEEDS, STAFF_ROLES } from '../messages/vocabulary';
import { instant, isoDay, somebody } from './answers/common';
import { day } from './times';

/** Who may see a note beside the municipality's staff (R44). */
const NOTE_READERS = ['school', 'youth', 'guardians'] as const;
export type NoteReader = (typeof NOTE_READERS)[number];

/** Words that are kept in records and never reach the engine. */
export const wordsOf = (most: number, description: string, example: string): z.ZodString =>
  z
    .string()
    .trim()
    .min(1, 'mangler')
    .max(most, `må højst være ${String(most)} tegn`)
    .meta({ description, examples: [example] });

/** R47: whose words a purpose is in. */
export const purpose = z
  .strictObject({
    text: wordsOf(1000, 'Formålet, som de selv siger det.', 'Jeg vil gerne være kok.'),
    by: z.enum(['youth', 'family']).meta({ description: 'Hvis ord det er (R47).', examples: ['youth'] }),
  })
  .meta({ description: 'Formålet i den unges eller familiens egne ord (R47).' });

export const planBody = z
  .strictObject({
    purpose: purpose.exactOptional(),
    order: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Forløbet på FGU er bestilt (R11).', examples: [true] }),
    preparation: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Den unge er forberedt på starten (R11).', examples: [true] }),
    need: z
      .enum(NEEDS)
      .exactOptional()
      .meta({
        description: 'Behovet for støtte herfra, i forhold til før (R48).',
        examples: ['same'],
      }),
    youthVersion: wordsOf(
      4000,
      'Planen, som den unge læser den, i lette ord (R46).',
      'Du vil være kok. Vi hjælper dig med at stå op.',
    ).exactOptional(),
  })
  .meta({
    description: 'Det, der skal ændres i planen. Udeladte felter bliver, som de er.',
    examples: [{ purpose: { text: 'Jeg vil gerne være kok.', by: 'youth' }, order: true }],
  });

export const effortBody = z
  .strictObject({
    name: wordsOf(200, 'Hvad der bliver gjort.', 'Mentor to gange om ugen'),
    owner: z
      .enum(STAFF_ROLES)
      .meta({ description: 'Rollen, der ejer indsatsen.', examples: ['coordinator'] }),
    ends: day.meta({ description: 'Den dag, den slutter.', examples: ['2027-01-29'] }),
    statutory: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Bestemt ved lov; tæller ikke med blandt de tre (R25).', examples: [false] }),
  })
  .meta({
    description: 'En indsats (R25).',
    examples: [{ name: 'Mentor to gange om ugen', owner: 'coordinator', ends: '2027-01-29' }],
  });

export const effortEndBody = z
  .strictObject({
    how: z
      .enum(['done', 'stopped'])
      .meta({ description: 'done: den er gjort. stopped: den er stoppet før tid.', examples: ['done'] }),
  })
  .meta({ description: 'Indsatsen slutter i dag.', examples: [{ how: 'done' }] });

export const subGoalBody = z
  .strictObject({
    text: wordsOf(300, 'Delmålet.', 'Komme til tiden fire dage om ugen'),
    due: day.meta({ description: 'Hvornår det skal være nået (R12).', examples: ['2027-01-15'] }),
  })
  .meta({
    description: 'Et delmål med dato (R12).',
    examples: [{ text: 'Komme til tiden fire dage om ugen', due: '2027-01-15' }],
  });

export const subGoalReachedBody = z
  .strictObject({
    reached: z.boolean().meta({ description: 'Om det er nået.', examples: [true] }),
  })
  .meta({
    description: 'Delmålet er nået, eller er det ikke alligevel (R24).',
    examples: [{ reached: true }],
  });

export const familyPlanBody = z
  .strictObject({
    active: z.boolean().meta({ description: 'Om familiens plan gælder nu.', examples: [true] }),
    reference: wordsOf(100, 'Familieplanens nummer i jeres eget system.', '27.36.04-2026-17').exactOptional(),
  })
  .meta({
    description: 'Familieplanen træder i stedet for den unges plan, så længe den gælder (R17).',
    examples: [{ active: true, reference: '27.36.04-2026-17' }],
  });

export const declineBody = z
  .strictObject({
    declined: z.boolean().meta({ description: 'false: de vil gerne alligevel.', examples: [true] }),
    by: z
      .enum(['youth', 'guardian'])
      .exactOptional()
      .meta({ description: 'Hvem der sagde nej tak; udeladt den unge.', examples: ['youth'] }),
  })
  .meta({ description: 'Nej tak til en plan er et gyldigt svar (R45).', examples: [{ declined: true }] });

const GAPS = ['order', 'purpose', 'preparation', 'subGoals'] as const;

const effort = z.strictObject({
  id: z.string(),
  name: z.string(),
  owner: z.enum(STAFF_ROLES),
  since: isoDay,
  ends: isoDay,
  statutory: z.boolean(),
  open: z.boolean().meta({ description: 'Om den er i gang i dag.' }),
  ended: z.strictObject({ on: isoDay, how: z.enum(['done', 'stopped']) }).optional(),
});
const subGoal = z.strictObject({
  id: z.string(),
  text: z.string(),
  due: isoDay,
  overdue: z.boolean(),
  reachedOn: isoDay.optional(),
});

export const planAnswer = z
  .strictObject({
    youth: z.string(),
    state: z.enum(['none', 'active', 'suspended', 'declined']).meta({
      description: 'suspended: familieplanen gælder i stedet (R17). declined: nej tak (R45).',
    }),
    purpose: purpose.optional(),
    order: z.boolean(),
    preparation: z.boolean(),
    missing: z.array(z.enum(GAPS)).meta({ description: 'Hvad starten på FGU mangler (R11, R12).' }),
    need: z.strictObject({ level: z.enum(NEEDS), on: isoDay }).optional(),
    maxEfforts: z.int().meta({ description: 'Så mange indsatser må være i gang på én gang (R25).' }),
    efforts: z.array(effort),
    subGoals: z.array(subGoal),
    youthVersion: z.string().optional(),
    familyPlan: z.strictObject({ since: isoDay, reference: z.string().optional() }).optional(),
    declined: z.strictObject({ by: z.enum(['youth', 'guardian']), on: isoDay, notedBy: somebody }).optional(),
  })
  .meta({
    description: 'Den ene plan (R17).',
    examples: [
      {
        youth: 'y7k2m',
        state: 'active',
        purpose: { text: 'Jeg vil gerne være kok.', by: 'youth' },
        order: true,
        preparation: false,
        missing: ['preparation'],
        maxEfforts: 3,
        efforts: [],
        subGoals: [{ id: 'g1', text: 'Komme til tiden', due: '2027-01-15', overdue: false }],
      },
    ],
  });

export const noteBody = z
  .strictObject({
    text: wordsOf(4000, 'Notatet.', 'Vi talte om morgener.'),
    alsoFor: z
      .array(z.enum(NOTE_READERS))
      .max(NOTE_READERS.length)
      .default([])
      .meta({
        description:
          'Hvem der må se det ud over kommunens egne: school, youth, guardians. Udeladt ingen (R44). Værger ser det kun, når de må høre om den unge (R52).',
        examples: [['youth']],
      }),
  })
  .meta({
    description:
      'Et notat (R44). Underretningspligt og aktindsigt gælder altid, også når notatet kun er for få.',
    examples: [{ text: 'Vi talte om morgener.', alsoFor: ['youth'] }],
  });

export const noteQuery = z.strictObject({
  as: z
    .enum(['youth', 'guardians'])
    .exactOptional()
    .meta({ description: 'Kun det, den unge eller værgerne må se i dag.', examples: ['youth'] }),
});

export const notesAnswer = z
  .strictObject({
    notes: z.array(
      z.strictObject({
        id: z.string(),
        at: instant,
        by: somebody,
        text: z.string(),
        alsoFor: z.array(z.enum(NOTE_READERS)),
      }),
    ),
    notSecret: z.string().meta({ description: 'Det, der aldrig kan holdes hemmeligt (R44).' }),
  })
  .meta({
    description: 'Notater, du må se, de nyeste først.',
    examples: [{ notes: [], notSecret: 'Er et barn i fare, skal vi sige det videre.' }],
  });
