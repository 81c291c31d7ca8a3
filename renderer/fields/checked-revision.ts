import { createContext } from 'react';

/** Revision of the draft that the findings on the screen were made of; undefined before the first check. */
export const CheckedRevisionContext = createContext<number | undefined>(undefined);
