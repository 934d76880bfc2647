/**
 * Where each rule is parametrised, carried out and tested, read from the files themselves: rule ids stand in the
 * comments of the default agreement, in code, and in scenarios and tests.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMap, isScalar, parseDocument } from 'yaml';
import { KEPT_BY_ABSENCE, OPEN, RULES } from './ruleList';

const ROOT = path.join(__dirname, '../..');
const CODE = ['rules', 'workflows', 'activities', 'records', 'contract', 'web', 'adapters', 'texts', 'entry'];
const ID = /\b(?:R\d{2}|L\d{1,2})\b/g;

export interface Trace {
  readonly rule: string;
  /** Paths in the agreement: `meetings.weeks`. */
  readonly parameters: readonly string[];
  /** Files that carry it out. */
  readonly code: readonly string[];
  /** Scenarios whose rule it is. */
  readonly scenarios: readonly string[];
  /** Test files that name it. */
  readonly tests: readonly string[];
}

/** One entry per rule, in order. */
export function traces(): Trace[] {
  const parameters = parametersByRule();
  const code = filesByRule(CODE);
  const tests = filesByRule(['test']);
  return Object.keys(RULES).map((rule) => ({
    rule,
    parameters: parameters.get(rule) ?? [],
    code: (code.get(rule) ?? []).filter((file) => !file.endsWith('.yaml')),
    scenarios: (tests.get(rule) ?? [])
      .filter((file) => file.startsWith('test/scenarios/') && ruleOf(file) === rule)
      .map((file) => path.basename(file, '.yaml')),
    tests: (tests.get(rule) ?? []).filter((file) => /\.test\.tsx?$/.test(file)),
  }));
}

/** What is missing of a rule that counts as built. */
export function missingOf({ rule, code, scenarios, tests }: Trace): string | undefined {
  if (OPEN.has(rule) || rule in KEPT_BY_ABSENCE) return undefined;
  if (code.length === 0) return `${rule} is carried out nowhere`;
  return scenarios.length + tests.length === 0 ? `${rule} is tested nowhere` : undefined;
}

function ruleOf(file: string): string {
  return /^rule: (\S+)/m.exec(readFileSync(path.join(ROOT, file), 'utf8'))?.[1] ?? '';
}

function filesByRule(folders: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of folders.flatMap(filesIn)) {
    for (const rule of new Set(readFileSync(path.join(ROOT, file), 'utf8').match(ID)))
      found.set(rule, [...(found.get(rule) ?? []), file]);
  }
  return found;
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|yaml)$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('test/traceability/'))
    .sort();
}

/** The agreement's keys, by the rules their comments name. */
function parametersByRule(): Map<string, string[]> {
  const text = readFileSync(path.join(ROOT, 'contract/policies/default.yaml'), 'utf8');
  const found = new Map<string, string[]>();
  const walk = (node: unknown, base: readonly string[], inherited: string): void => {
    if (!isMap(node)) return;
    for (const [index, { key, value }] of node.items.entries()) {
      if (!isScalar(key)) continue;
      const comment = `${index === 0 ? inherited : ''}${key.commentBefore ?? ''}`;
      const at = [...base, String(key.value)];
      for (const rule of new Set(comment.match(ID)))
        found.set(rule, [...(found.get(rule) ?? []), at.join('.')]);
      walk(value, at, isMap(value) ? (value.commentBefore ?? '') : '');
    }
  };
  walk(parseDocument(text).contents, [], '');
  return found;
}

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join('<br>');

/** The document. */
export function rulesDocument(): string {
  const all = traces();
  const rows = all
    .filter(({ rule }) => !OPEN.has(rule))
    .map(({ rule, parameters, code: files, scenarios, tests }) => {
      const kept = KEPT_BY_ABSENCE[rule];
      const carried = kept ?? code(files.filter((file) => !file.startsWith('texts/')));
      return `| ${rule} | ${RULES[rule] ?? ''} | ${code(parameters)} | ${carried} | ${code(scenarios)} | ${code(tests.map((file) => file.slice('test/'.length)))} |`;
    });
  const open = [...OPEN].map((rule) => `- ${rule}: ${RULES[rule] ?? ''}`);
  return [
    '# Rules',
    '',
    'Each rule by its id: where it is parametrised (the agreement, `contract/policies/default.yaml`), carried out and tested.',
    'Made from the files themselves by `npm run document-rules`; `npm test` fails where it is out of date.',
    '',
    '| rule | what | parameters | carried out in | scenarios | tests |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## Not built yet',
    '',
    ...open,
    '',
  ].join('\n');
}
