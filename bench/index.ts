/**
 * `npm run bench -- WHAT`: the measurements in bench/README.md. Each prints a table; nothing is asserted, because
 * times belong to a machine.
 */
import { measureBundle } from './bundle';
import { measureJourney } from './journey';
import { main as measurePages } from './pages';
import { measureRecords } from './records';
import { measureSimulation, simulateOnce } from './simulation';
import { measureYear } from './year';

const HELP = `Brug: npm run bench -- simulation | journey | year | bundle | pages | records

  simulation  250, 1.000 og 4.000 unge i et år: sekunder og hukommelse
  journey     ét forløb i sytten år
  year        hvad et ungeår koster, procedure for procedure
  bundle      hvad et workflow koster at starte og at have liggende
  pages       siderne med 20.000 åbne opgaver
  records     et forløb, der har fået 10.000 registreringer`;

const MEASUREMENTS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  simulation: measureSimulation,
  journey: measureJourney,
  year: measureYear,
  bundle: measureBundle,
  records: measureRecords,
  pages: measurePages,
  /** One run in a process of its own, for `simulation`. */
  'simulate-once': simulateOnce,
};

/** Runs the measurement named; sets the exit code when there is none of that name. */
export async function main([what = '', ...args]: readonly string[]): Promise<void> {
  const measure = Object.hasOwn(MEASUREMENTS, what) ? MEASUREMENTS[what] : undefined;
  if (measure) return measure(args);
  console.error(HELP);
  process.exitCode = 1;
}
