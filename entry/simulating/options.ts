/**
 * What a simulation was asked for.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse, YAMLParseError } from 'yaml';
import { describeProblems } from '../../contract/schemas/problems';
import { defaultPolicy, InvalidPolicy, type Policy, readPolicy } from '../../contract/schemas/policy';
import { daysBetween, type IsoDate, isDate } from '../../rules/calendar';
import { type StaffModel, staffModelSchema, TYPICAL } from '../../simulation/staff';
import { UsageError } from '../options';

export const SIMULATE_HELP = `Brug: npm run simulate -- (--data MAPPE | --youths ANTAL) --from DATO --to DATO [valgmuligheder]

  --data MAPPE    unge.csv, medarbejdere.csv, kalender.json og fravaer-<skole>.csv
  --youths ANTAL  opdigt en kommune med så mange unge
  --from, --to    første og sidste dag, som 2026-08-10
  --policy FIL    en aftale i YAML eller JSON; hvad den ikke nævner, er standardaftalens
  --staff HVEM    none: ingen gør noget. typical: en typisk kommune (standard). FIL: egne tal i YAML eller JSON
  --seed TAL      frø for alt tilfældigt (standard 1); samme frø giver samme resultat
  --json FIL      skriv journalen som JSON-linjer
  --threads TAL   så mange tråde (standard: maskinens)
  --help          vis denne hjælp`;

export interface SimulateOptions {
  readonly source: { readonly data: string } | { readonly youths: number };
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly policy: Policy;
  readonly staff: StaffModel | undefined;
  readonly seed: number;
  readonly json?: string;
  readonly threads?: number;
}

const MAX_YEARS = 20;

/** Reads the options of `npm run simulate`; undefined when help was asked for. Throws {@link UsageError}, one line. */
export function simulateOptions(args: readonly string[]): SimulateOptions | undefined {
  const values = parsed(args);
  if (values.help === true) return undefined;
  const { data, youths, json, threads } = values;
  if ((data === undefined) === (youths === undefined))
    throw new UsageError('Angiv enten --data eller --youths.');
  const [from, to] = [dateOf('--from', values.from), dateOf('--to', values.to)];
  if (to < from) throw new UsageError(`--to ${to} ligger før --from ${from}.`);
  if (daysBetween(from, to) > MAX_YEARS * 366)
    throw new UsageError(`Der kan højst simuleres ${String(MAX_YEARS)} år.`);
  return {
    source: data === undefined ? { youths: whole('--youths', youths ?? '', 1, 100_000) } : { data },
    from,
    to,
    policy: policyOf(values.policy),
    staff: staffOf(values.staff ?? 'typical'),
    seed: values.seed === undefined ? 1 : whole('--seed', values.seed, 0, 2_147_483_647),
    ...(json !== undefined && { json }),
    ...(threads !== undefined && { threads: whole('--threads', threads, 1, 256) }),
  };
}

type Values = Partial<
  Record<'data' | 'youths' | 'from' | 'to' | 'policy' | 'staff' | 'seed' | 'json' | 'threads', string>
> & { help?: boolean };

function parsed(args: readonly string[]): Values {
  const text = { type: 'string' } as const;
  const options = {
    data: text,
    youths: text,
    from: text,
    to: text,
    policy: text,
    staff: text,
    seed: text,
    json: text,
    threads: text,
  };
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } } }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    const named = /'(-[^' ]*)/.exec(message)?.[1];
    throw new UsageError(`${named ?? 'En valgmulighed'} kan ikke bruges sådan. Se --help.`);
  }
}

function dateOf(option: string, text: string | undefined): IsoDate {
  if (text === undefined) throw new UsageError(`${option} mangler: en dato som 2026-08-10.`);
  if (!isDate(text))
    throw new UsageError(`${option} skal være en dato, der findes, som 2026-08-10 (der står "${text}").`);
  return text;
}

function whole(option: string, text: string, low: number, high: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= low && number <= high) return number;
  throw new UsageError(
    `${option} skal være et helt tal fra ${String(low)} til ${String(high)} (der står "${text}").`,
  );
}

function policyOf(file: string | undefined): Policy {
  if (file === undefined) return defaultPolicy();
  try {
    return readPolicy(textOf('--policy', file));
  } catch (error) {
    if (!(error instanceof InvalidPolicy)) throw error;
    throw new UsageError(
      `${file}: ${error.problems.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
    );
  }
}

function staffOf(who: string): StaffModel | undefined {
  if (who === 'none') return undefined;
  if (who === 'typical') return TYPICAL;
  const { data, error } = staffModelSchema.safeParse(yamlOf('--staff', who), { reportInput: true });
  if (data) return data;
  throw new UsageError(
    `${who}: ${describeProblems(error)
      .map(({ path, message }) => `${path}: ${message}`)
      .join('; ')}`,
  );
}

function yamlOf(option: string, file: string): unknown {
  try {
    return parse(textOf(option, file));
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const line = error.linePos?.[0].line;
    throw new UsageError(`${file}: kan ikke læses som YAML (linje ${String(line ?? 1)}).`);
  }
}

function textOf(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${option}: filen ${file} kan ikke læses.`);
  }
}
