/** Vite takes style sheets out of the scripts into a file of their own, as the policy demands. */
declare module '*.css';
