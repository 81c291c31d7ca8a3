/** Vite builds a thread's script as a file of its own, and gives the place of it. */
declare module '*/reading-thread.ts?worker&url' {
  const address: string;
  export = address;
}
