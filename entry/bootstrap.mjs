/**
 * The npm scripts from a fresh clone: installs what is missing, builds what has changed, and then does what
 * was asked. Plain Node, because nothing is installed yet when it runs.
 */
const NEEDED = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `Rød Tråd kræver Node ${NEEDED.join('.')} eller nyere. Her er Node ${process.versions.node}.`,
  );
  process.exit(1);
}

const { ensureInstalled, ensureBuilt } = await import('./setup/install.mjs');
const [what = '', ...args] = process.argv.slice(2);

/** Commands that run a built program. */
const PROGRAMS = ['start', 'scenario', 'simulate', 'bench', 'synth', 'deploy', 'serverless'];
/** Commands that run tests. The jobs among them write what tests compare with: recorded histories, docs/rules.md. */
const TESTS = {
  test: args,
  'record-histories': ['--testMatch', '**/record.job.ts'],
  'document-rules': ['--testMatch', '**/write.job.ts'],
};

if (PROGRAMS.includes(what)) {
  await ensureInstalled();
  await ensureBuilt();
  process.setSourceMapsEnabled(true);
  // The AWS SDK's advice on newer Node versions is for us, not for whoever starts the program.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const { main } = await import(`../dist/${what}.js`);
  await main(args);
} else if (Object.hasOwn(TESTS, what)) {
  await ensureInstalled();
  await ensureBuilt();
  const { runChecks } = await import('./setup/checks.mjs');
  process.exitCode = await runChecks(TESTS[what]);
} else {
  console.error(`Brug: npm run ${[...PROGRAMS, ...Object.keys(TESTS)].join(' | ')} [-- valgmuligheder]`);
  process.exitCode = 1;
}
