import { createContext, useContext } from 'react';

/** What ties a control to the words around it. */
export interface FieldLinks {
  /** Of the control, or of the group of controls. */
  controlId: string;
  labelId: string;
  /** Hint, problems and notes of the field. */
  notesId: string;
  invalid: boolean;
}

export const FieldLinksContext = createContext<FieldLinks | undefined>(undefined);

export function useFieldLinks(): FieldLinks {
  const links = useContext(FieldLinksContext);
  if (links === undefined) throw new Error('no field around this control');
  return links;
}

/** For a group of controls that only together are the field. */
export function useGroupProps(role: 'group' | 'radiogroup' = 'group') {
  const { controlId, labelId, notesId, invalid } = useFieldLinks();
  return {
    id: controlId,
    role,
    'aria-labelledby': labelId,
    'aria-describedby': notesId,
    ...(role === 'radiogroup' ? { 'aria-invalid': invalid } : {}),
  };
}

/** For the one control that is the field. Its label is a `label` element. */
export function useControlProps() {
  const { controlId, notesId, invalid } = useFieldLinks();
  return { id: controlId, 'aria-describedby': notesId, 'aria-invalid': invalid };
}
