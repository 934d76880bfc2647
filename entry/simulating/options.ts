/**
 * What a simulation was asked for.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { parse as parsePath, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, YAMLParseError } from 'yaml';
import { describeProblems } from '../../contract/schemas/problems';
import { defaultPolicy, InvalidPolicy, type Policy, readPolicy } from '../../contract/schemas/policy';
import { daysBetween, type IsoDate, isDate } from '../../rules/calendar';
import { type StaffModel, staffModelSchema, TYPICAL } from '../../simulation/staff';
import { MOST_AGREEMENTS } from '../../simulation/whatif/plots';
import { UsageError } from '../options';

export const SIMULATE_HELP = `Brug: npm run simulate -- (--data MAPPE | --youths ANTAL) --from DATO --to DATO [valgmuligheder]

  --data MAPPE    unge.csv, medarbejdere.csv, kalender.json og fravaer-<skole>.csv
  --youths ANTAL  opdigt en kommune med så mange unge
  --from, --to    første og sidste dag, som 2026-08-10
  --policy FIL    en aftale i YAML eller JSON; hvad den ikke nævner, er standardaftalens.
                  Gentag den, og aftalerne prøves på de samme unge og sammenlignes med den første
  --html FIL      skriv en rapport, en leder kan læse, som én side uden scripts
  --price TAL     dollar pr. million afregnede handlinger (standard 50, Temporal Clouds listepris)
  --staff HVEM    none: ingen gør noget. typical: en typisk kommune (standard). FIL: egne tal i YAML eller JSON
  --seed TAL      frø for alt tilfældigt (standard 1); samme frø giver samme resultat
  --json FIL      skriv journalen som JSON-linjer
  --threads TAL   så mange tråde (standard: maskinens)
  --help          vis denne hjælp`;

export interface SimulateOptions {
  readonly source: { readonly data: string } | { readonly youths: number };
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** What is tried, each on the same youths; the first is what the others are held against. */
  readonly agreements: readonly [NamedPolicy, ...NamedPolicy[]];
  readonly staff: StaffModel | undefined;
  /** How staff act, as it was asked for: `none`, `typical` or a file. */
  readonly staffAs: string;
  readonly seed: number;
  readonly json?: string;
  readonly html?: string;
  /** US dollars for a million billable actions. */
  readonly price: number;
  readonly threads?: number;
}

/** An agreement and what it is called. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: Policy;
}

const MAX_YEARS = 20;
/** The list price of Temporal Cloud's first millions of actions, US dollars; larger volumes cost less. */
const PRICE_PER_MILLION = 50;
const MAX_PRICE = 10_000;

/** Reads the options of `npm run simulate`; undefined when help was asked for. Throws {@link UsageError}, one line. */
export function simulateOptions(args: readonly string[]): SimulateOptions | undefined {
  const values = parsed(args);
  if (values.help === true) return undefined;
  const { data, youths, json, html, threads, staff = 'typical' } = values;
  if (json !== undefined && html !== undefined && resolve(json) === resolve(html))
    throw new UsageError(`--json og --html kan ikke begge være ${html}.`);
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
    agreements: agreementsOf(values.policy ?? []),
    staff: staffOf(staff),
    staffAs: staff,
    price: values.price === undefined ? PRICE_PER_MILLION : priceOf(values.price),
    seed: values.seed === undefined ? 1 : whole('--seed', values.seed, 0, 2_147_483_647),
    ...(json !== undefined && { json }),
    ...(html !== undefined && { html }),
    ...(threads !== undefined && { threads: whole('--threads', threads, 1, 256) }),
  };
}

type Values = Partial<
  Record<'data' | 'youths' | 'from' | 'to' | 'staff' | 'seed' | 'json' | 'html' | 'price' | 'threads', string>
> & { policy?: string[]; help?: boolean };

function parsed(args: readonly string[]): Values {
  const text = { type: 'string' } as const;
  const options = {
    data: text,
    youths: text,
    from: text,
    to: text,
    policy: { type: 'string', multiple: true } as const,
    staff: text,
    seed: text,
    json: text,
    html: text,
    price: text,
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

function priceOf(text: string): number {
  const price = Number(text.replace(',', '.'));
  if (/^\d+([.,]\d+)?$/.test(text) && price <= MAX_PRICE) return price;
  throw new UsageError(
    `--price skal være dollar pr. million handlinger, fra 0 til ${String(MAX_PRICE)} (der står "${text}").`,
  );
}

function agreementsOf(files: readonly string[]): [NamedPolicy, ...NamedPolicy[]] {
  if (files.length > MOST_AGREEMENTS)
    throw new UsageError(`Der kan højst sammenlignes ${String(MOST_AGREEMENTS)} aftaler.`);
  const twice = files.find((file, index) => files.findIndex((other) => sameFile(file, other)) < index);
  if (twice !== undefined) throw new UsageError(`--policy: filen ${twice} er nævnt to gange.`);
  const [first = { name: 'Standardaftalen', policy: defaultPolicy() }, ...others] = files.map(agreementOf);
  const known = new Set([first.name]);
  for (const { name } of others) {
    if (known.has(name)) throw new UsageError(`To aftaler hedder "${name}". Giv dem hver sit navn med name.`);
    known.add(name);
  }
  return [first, ...others];
}

const sameFile = (a: string, b: string): boolean => {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return resolve(a) === resolve(b); // one that is not there is refused when it is read
  }
};

function agreementOf(file: string): NamedPolicy {
  try {
    const policy = readPolicy(textOf('--policy', file));
    return { name: policy.name ?? parsePath(file).name, policy };
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
