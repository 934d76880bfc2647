/**
 * Answers to wellbeing pulses as they are sent in (R08), and where a youth's journey stands (R22, R23).
 */
import { z } from 'zod';
import { STAGES } from '../../rules/stage';
import { instant } from './answers/common';

const score = z
  .int('skal være et af tallene')
  .min(0)
  .max(10)
  .meta({ description: 'Tallet på aftalens skala; 1 til 5, hvis aftalen ikke siger andet.', examples: [4] });

export const pulseBody = z
  .union([
    z.strictObject({ score }),
    z.strictObject({
      declined: z
        .literal(true, 'skal være true')
        .meta({ description: 'Nej tak til flere spørgsmål (R45).', examples: [true] }),
    }),
  ])
  .meta({ description: 'Den unges svar på, hvordan det går (R08).', examples: [{ score: 4 }] });

const count = z.int().min(0);

export const standingAnswer = z
  .strictObject({
    stage: z.enum(STAGES).optional().meta({ description: 'Forløbets trin (R22).' }),
    since: instant.optional(),
    measures: z
      .strictObject({
        cases: count,
        met: count,
        asked: count,
        answered: count,
        latest: count.optional(),
        subGoals: count,
        reached: count,
      })
      .meta({ description: 'Sager og nåede mål, spørgsmål og svar, delmål og nåede delmål.' }),
    pulses: z.array(
      z.strictObject({
        askedAt: instant,
        closesAt: instant,
        score: count.optional(),
        declined: z.boolean().optional(),
      }),
    ),
    responses: z
      .array(
        z.strictObject({
          case: z.string(),
          receivedAt: instant,
          firstTaskAt: instant,
          contactAt: instant.optional(),
          dueBy: instant,
          state: z.enum(['inTime', 'late', 'waiting', 'closed']),
          days: count.meta({ description: 'Arbejdsdage fra fraværet kom, til kontakten, eller til nu.' }),
        }),
      )
      .meta({ description: 'Svartid pr. sag (R23).' }),
    daysSinceContact: count.optional(),
  })
  .meta({ description: 'Hvor den unges forløb står.' });
