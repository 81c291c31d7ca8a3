import { randomBytes } from 'node:crypto';

/** Stands in the built HTML where each load gets its own nonce. */
export const NONCE_PLACEHOLDER = '__DOSSIER_NONCE__';

/** @returns 128 random bits, base64url */
export function makeNonce(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * The policy of a page load. Only styles take the nonce (antd writes its own); scripts come from
 * files of ours alone, without `unsafe-inline` or `unsafe-eval` anywhere.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
