import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { API_CONTROLLERS } from '../api/controllers.js';
import { openApiDocument } from '../api/openapi/document.js';
import { BUILD } from '../config/build.js';

/** `npm run openapi -- [FILE]`: the API's description, without starting anything; to the terminal where no file is named. */
const document = `${JSON.stringify(openApiDocument(API_CONTROLLERS, BUILD.version), null, 2)}\n`;
const [file] = process.argv.slice(2);
if (file) writeFileSync(file, document);
else process.stdout.write(document);
