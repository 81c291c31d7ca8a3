/** The window's one origin. `file:` would give every file of the disk the same rights. */
export const SCHEME = 'app';
export const HOST = 'dossier';
export const ORIGIN = `${SCHEME}://${HOST}`;
export const START_ADDRESS = `${ORIGIN}/index.html`;

/** To be registered before the program is ready. */
export const PRIVILEGED_SCHEME = Object.freeze({
  scheme: SCHEME,
  privileges: Object.freeze({ standard: true, secure: true, supportFetchAPI: true, stream: true }),
});

/** @returns whether an address belongs to our origin; anything that is no address does not */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
}
