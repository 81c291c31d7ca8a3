import packageJson from '../../package.json' with { type: 'json' };

/** Name and version of this program, as manifests carry them. */
export const PROGRAM = { program: 'Dossier 申报匣', version: packageJson.version } as const;
