import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from './project-root.js';

/** Which build this is. The environment names are those that HMPPS's pipelines set; unset, they are not known. */
export interface Build {
  readonly name: string;
  readonly version: string;
  readonly buildNumber: string | null;
  readonly gitRef: string | null;
  readonly gitBranch: string | null;
  readonly productId: string | null;
}

const { name, version } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};

export const BUILD: Build = {
  name,
  version,
  buildNumber: process.env['BUILD_NUMBER'] ?? null,
  gitRef: process.env['GIT_REF'] ?? null,
  gitBranch: process.env['GIT_BRANCH'] ?? null,
  productId: process.env['PRODUCT_ID'] ?? null,
};
