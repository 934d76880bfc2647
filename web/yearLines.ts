/**
 * Lines of the yearly status (R49): counts by group with their sum, without those that could point at somebody.
 */
import { median } from '../rules/response';
import { mayTell, mayTellPart, mayTellParts, mayTellRows } from '../rules/smallCells';
import { YEAR_STATUS } from '../texts/yearStatus';

/** One number: undefined where it is too small to be told. */
export interface YearLine {
  readonly subject: string;
  readonly group: string;
  /** Which kind of the group's people, where the subject divides them into kinds. */
  readonly kind?: string;
  readonly count: number | undefined;
  /** Of these. */
  readonly part?: number | undefined;
}

export interface Group {
  readonly name: string;
  readonly count: number;
  readonly part?: number;
}
export type Grouping = <T>(
  all: readonly T[],
  of: (one: T) => string | undefined,
  isPart?: (one: T) => boolean,
) => Group[];

const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Counts by school; what belongs to none stands last. */
export function grouping(schools: readonly string[]): Grouping {
  return (all, of, isPart) =>
    [...schools, undefined].map((school) => {
      const own = all.filter((one) => of(one) === school);
      return {
        name: school ?? YEAR_STATUS.noSchool,
        count: own.length,
        ...(isPart && { part: own.filter(isPart).length }),
      };
    });
}

/** The groups' numbers and their sum, without those that could point at somebody. */
export function told(subject: string, groups: readonly Group[], smallest: number): YearLine[] {
  const counts = mayTell(
    groups.map(({ count }) => count),
    smallest,
  );
  const parts = mayTellParts(
    groups.map(({ count, part = 0 }) => ({ count, part })),
    smallest,
  );
  const isWhole = groups.every(({ part }) => part === undefined);
  const all: Group = {
    name: YEAR_STATUS.all,
    count: sumOf(groups.map(({ count }) => count)),
    ...(!isWhole && { part: sumOf(groups.map(({ part = 0 }) => part)) }),
  };
  const line = ({ name, count, part }: Group, countTold: boolean, partTold: boolean): YearLine => ({
    subject,
    group: name,
    count: countTold ? count : undefined,
    ...(part !== undefined && {
      part: countTold && partTold && mayTellPart(part, count, smallest) ? part : undefined,
    }),
  });
  return [
    ...groups.map((group, i) => line(group, counts[i] === true, parts[i] === true)),
    line(all, mayTell([all.count], smallest)[0] === true, true),
  ];
}

/** A group of people divided into kinds: so many of each. */
export interface Divided {
  readonly name: string;
  readonly numbers: readonly number[];
}

/** How the groups and all of them divide into kinds; a group is told whole or not at all. */
export function toldByKind(
  subject: string,
  kinds: readonly string[],
  groups: readonly Divided[],
  smallest: number,
): YearLine[] {
  const rows = groups.map(({ numbers }) => numbers);
  const may = mayTellRows(rows, smallest, mayTell(rows.map(sumOf), smallest));
  const all = kinds.map((_, kind) => sumOf(rows.map((row) => row[kind] ?? 0)));
  const mayAll = mayTell(all, smallest);
  const lines = (group: string, numbers: readonly number[], isTold: (kind: number) => boolean): YearLine[] =>
    kinds.map((kind, i) => ({ subject, group, kind, count: isTold(i) ? numbers[i] : undefined }));
  return [
    ...groups.flatMap(({ name, numbers }, i) => lines(name, numbers, () => may[i] === true)),
    ...lines(YEAR_STATUS.all, all, (kind) => mayAll[kind] === true),
  ];
}

/** One value of one person or case. */
export interface Valued {
  readonly school: string | undefined;
  readonly value: number;
}

/** The middle value of each group that has any, and of all, where enough have one. */
export function medians(
  subject: string,
  bySchool: Grouping,
  values: readonly Valued[],
  smallest: number,
): YearLine[] {
  const line = (group: string, own: readonly Valued[]): YearLine => ({
    subject,
    group,
    count: own.length < smallest ? undefined : median(own.map(({ value }) => value)),
  });
  if (values.length === 0) return [];
  const groups = bySchool(values, ({ school }) => school).filter(({ count }) => count > 0);
  return [
    ...groups.map(({ name }) =>
      line(
        name,
        values.filter(({ school }) => (school ?? YEAR_STATUS.noSchool) === name),
      ),
    ),
    line(YEAR_STATUS.all, values),
  ];
}
