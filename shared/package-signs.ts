/** The files by whose names a folder shows that it is a package, whole or in part. */
export const PACKAGE_SIGNS = {
  manifest: 'manifest.json',
  draft: 'draft.dossier',
  word: '01-申报书.docx',
};

/**
 * “…-20251015-7K3M-9QXT” and what may follow it: a package's by its name, so that somebody waits for it even where it cannot
 * be read.
 */
export const PACKAGE_NAME = /-\d{8}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;
/** The folder of a package under the name that it was exported with: no other package has it. */
export const PACKAGE_FOLDER = new RegExp(`${PACKAGE_NAME.source}$`);
