#!/usr/bin/env node
/** The command `roed-traad`: the built CLI, which `npm start` has built. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/cli.js', import.meta.url);

if (existsSync(fileURLToPath(built))) {
  process.setSourceMapsEnabled(true);
  const { main } = await import(built.href);
  await main(process.argv);
} else {
  console.error('Programmet er ikke bygget endnu. Kør npm start først.');
  process.exitCode = 1;
}
