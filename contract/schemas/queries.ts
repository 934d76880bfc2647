/**
 * What lists are asked for: the part of an address after `?`.
 */
import { z } from 'zod';
import { TASK_KINDS } from '../messages/vocabulary';

/** Reference of a youth, a member of staff or a school: it stands in addresses and keys. */
const ref = (meta: { description: string; examples: string[] }): z.ZodString =>
  z
    .string()
    .trim()
    .regex(/^[\wÆØÅæøå:.-]{1,100}$/, 'skal være en reference af bogstaver, tal, bindestreg og kolon')
    .meta(meta);

const youth = ref({ description: 'Kun denne unge: den unges reference.', examples: ['y7k2m'] });
const school = ref({ description: 'Kun denne skole.', examples: ['FGU-NORD'] });

/** Which days `due` names; all in Danish time. */
const DUE = ['overdue', 'today', 'week'] as const;

export const taskQuery = z.strictObject({
  kind: z
    .enum(TASK_KINDS)
    .exactOptional()
    .meta({ description: 'Kun denne slags opgave.', examples: ['absence.firstContact'] }),
  youth: youth.exactOptional(),
  due: z
    .enum(DUE)
    .exactOptional()
    .meta({
      description: 'overdue: fristen er gået. today: frist i dag. week: frist fra i dag til og med søndag.',
      examples: ['today'],
    }),
  assignee: ref({
    description: 'En andens liste, for ledere og administratorer: en medarbejder eller en enhed.',
    examples: ['contactTeacher-01'],
  }).exactOptional(),
});

/** Ten digits in a row, with or without a hyphen: a CPR number, which must not stand in an address (L9). */
const CPR = /\d{6}-?\d{4}/;

export const youthQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .min(2, 'skal være mindst 2 tegn')
    .max(100, 'må højst være 100 tegn')
    .refine((text) => !CPR.test(text), 'må ikke være et cpr-nummer. Søg på navn eller elevnummer')
    .exactOptional()
    .meta({
      description: 'En del af navnet, eller elevnummeret. Aldrig et cpr-nummer.',
      examples: ['jensen'],
    }),
});

export const workflowQuery = z.strictObject({
  youth: youth.exactOptional(),
  school: school.exactOptional(),
  failing: z
    .enum(['true', 'false'])
    .exactOptional()
    .meta({
      description: 'true: kun forløb, der fejler. Uden ung og skole vises altid kun dem, der fejler.',
      examples: ['true'],
    }),
});
