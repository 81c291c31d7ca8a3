/** The files by whose names a folder shows that it is a package, whole or in part. */
export const PACKAGE_SIGNS = {
  manifest: 'manifest.json',
  draft: 'draft.dossier',
  word: '01-申报书.docx',
};
