import { zodResolver } from '@hookform/resolvers/zod';
import { type KeyboardEvent, useMemo } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import type { Section } from '../../shared/form/definition.ts';
import { typedFormats } from '../../shared/form/field-format.ts';
import { fieldGroups, isShort } from '../../shared/form/field-groups.ts';
import { isTypedField, typedText } from '../../shared/form/typed-text.ts';
import { useSession } from '../draft/draft-context.tsx';
import { type Findings, findingsOfField } from '../draft/findings.ts';
import type { LimitedWords } from '../draft/section-words.ts';
import { CheckedRevisionContext } from './checked-revision.ts';
import { useAskedFields } from './dependent-answers.ts';
import { FieldView } from './field-view.tsx';
import { DestinationField } from './pickers/destination-field.tsx';
import { PrintedCommitment } from './printed/printed-commitment.tsx';
import { PrintedCover } from './printed/printed-cover.tsx';
import { ScenariosForm } from './scenarios/scenarios-form.tsx';
import type { TypedTexts } from './typed-field.tsx';
import './section-form.css';

interface SectionFormProps {
  section: Section;
  words: ReadonlyMap<string, LimitedWords>;
  findings: Findings | undefined;
}

/** Enter goes on to the next box, as clerks are used to from tables. */
function enterGoesOn(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(target instanceof HTMLElement)) return;
  if (event.defaultPrevented || event.ctrlKey || event.altKey || target.dataset.enter !== 'next') return;
  const boxes = [...currentTarget.querySelectorAll<HTMLElement>('[data-enter="next"]')];
  boxes[boxes.indexOf(target) + (event.shiftKey ? -1 : 1)]?.focus();
  event.preventDefault();
}

function useTypedBoxes(section: Section) {
  const session = useSession();
  const resolver = useResolver(section);
  return useForm<TypedTexts>({
    mode: 'onTouched',
    resolver,
    defaultValues: Object.fromEntries(
      section.fields
        .filter(isTypedField)
        .map((field) => [field.id, typedText(field, session.state.content.answers[field.id])]),
    ),
  });
}

function useResolver(section: Section) {
  const { form, today } = useSession();
  return useMemo(
    () => zodResolver(typedFormats(section.fields, { today, rules: form.rules })),
    [section, form, today],
  );
}

/** The fields of a section, each by its kind, in the form's order and put together as its table does. */
export function SectionForm({ section, words, findings }: SectionFormProps) {
  const boxes = useTypedBoxes(section);
  const groups = useMemo(() => fieldGroups(section), [section]);
  const asked = useAskedFields(section.fields);
  return (
    <FormProvider {...boxes}>
      <CheckedRevisionContext value={findings?.revision}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter of the boxes inside it */}
        <div className={`section-form section-form-${section.kind}`} onKeyDown={enterGoesOn}>
          {section.kind === 'cover' ? <PrintedCover section={section} /> : null}
          {section.kind === 'commitment' ? <PrintedCommitment section={section} /> : null}
          {section.kind === 'scenarios' ? (
            <ScenariosForm section={section} findings={findings} words={words.get(section.id)} />
          ) : null}
          {section.kind === 'scenarios'
            ? null
            : groups.map(({ fields, name }) => (
                <div key={fields[0]?.id} className="field-group">
                  {name === undefined ? null : <h2 className="field-group-name">{name}</h2>}
                  {fields
                    .filter((field) => asked.includes(field))
                    .map((field) => (
                      <div key={field.id} className={isShort(field) ? 'field-half' : 'field-whole'}>
                        <FieldView
                          field={field}
                          findings={findings}
                          words={words.get(field.id)}
                          alone={section.fields.length === 1}
                        />
                      </div>
                    ))}
                </div>
              ))}
          {section.kind === 'cover' ? (
            <div className="field-group">
              <div className="field-half">
                <DestinationField findings={findingsOfField(findings, 'destinationDistrict')} />
              </div>
            </div>
          ) : null}
        </div>
      </CheckedRevisionContext>
    </FormProvider>
  );
}
