/** Writes docs/rules.md: `npm run document-rules`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { rulesDocument } from './table';

test('write', () => {
  const file = path.join(__dirname, '../../docs/rules.md');
  writeFileSync(file, rulesDocument());
  expect(file).toMatch(/rules\.md$/);
});
