import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { scenarioSchema } from './scenario-schema.ts';

/** `npm run schema`: writes src/scenario/scenario.schema.json; a test holds it against the schemas. */

const file = join(process.cwd(), 'src', 'scenario', 'scenario.schema.json');
writeFileSync(file, `${JSON.stringify(scenarioSchema(), null, 2)}\n`);
console.log(file);
