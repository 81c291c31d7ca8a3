import { z } from 'zod';
import type { EvidenceItem, EvidenceSlot, Field, Form, Notice, Section } from '../form/definition.ts';
import { evidenceSectionOf } from '../form/definition.ts';
import type {
  CaseAnswer,
  Draft,
  EvidenceAnswer,
  EvidenceFile,
  Ledger,
  ScenarioAnswer,
} from '../form/draft.ts';
import { caseAnswerSchema, ledgerSchema, scenarioAnswerSchema } from '../form/draft.ts';
import type { DraftFacts, FileFacts } from '../form/evidence-facts.ts';
import { findDistrict } from '../reference/districts.ts';
import type { NarrativeDocument } from '../text/narrative.ts';
import { narrativeAnswerSchema } from '../text/narrative.ts';
import { isEmptyNarrative, toNarrativeDocument } from '../text/narrative-text.ts';
import { readDay } from './calendar.ts';
import type { LedgerAssessment } from './ledger.ts';
import { assessLedger } from './ledger.ts';
import type { WrittenFigure, WrittenText } from './written.ts';
import { figuresWritten, textsWritten } from './written.ts';

const tableSchema = z.record(z.string(), z.record(z.string(), z.number().nullish()).optional());
type Table = z.infer<typeof tableSchema>;

/** Makes a value once for each key. */
function remembered<T>(): (key: string, make: () => T) => T {
  const known = new Map<string, { value: T }>();
  return (key, make) => {
    const entry = known.get(key) ?? { value: make() };
    known.set(key, entry);
    return entry.value;
  };
}

/** An evidence file with the slot it stands in. */
export interface SlotFile {
  slot: EvidenceSlot;
  file: EvidenceFile;
  /** Name to show: the given one, else the file's own. */
  name: string;
}

/**
 * A draft as rules read it: each kind of answer by field id, whatever a lenient draft may hold there.
 * Everything costly is read once.
 */
export class RuleContext {
  readonly notice: Notice;
  readonly form: Form;
  readonly draft: Draft;
  private readonly facts: DraftFacts;
  /** The day of the check, `YYYY-MM-DD`. */
  readonly today: string;
  private readonly fields: ReadonlyMap<string, Field>;
  private readonly sections: ReadonlyMap<string, Section>;
  private readonly choicesOf = remembered<string[]>();
  private readonly tableOf = remembered<Table | undefined>();
  private readonly documentOf = remembered<NarrativeDocument>();
  private readonly ledgerOf = remembered<Ledger | undefined>();
  private readonly scenariosOf = remembered<ScenarioAnswer[]>();
  private readonly casesOf = remembered<CaseAnswer[]>();
  private readonly assessmentOf = remembered<LedgerAssessment>();
  private readonly textList = remembered<readonly WrittenText[]>();
  private readonly figureList = remembered<readonly WrittenFigure[]>();

  constructor(notice: Notice, draft: Draft, facts: DraftFacts, today: string) {
    this.notice = notice;
    this.form = notice.forms[draft.programme];
    this.draft = draft;
    this.facts = facts;
    this.today = today;
    const placed = this.form.sections.flatMap((section) =>
      section.fields.map((field) => ({ section, field })),
    );
    this.fields = new Map(placed.map(({ field }) => [field.id, field]));
    this.sections = new Map(placed.map(({ field, section }) => [field.id, section]));
  }

  field(id: string): Field | undefined {
    return this.fields.get(id);
  }
  /** The form's name of a field, short. */
  label(id: string): string {
    return this.fields.get(id)?.label ?? id;
  }
  /** The section of a field, or of a place inside one (`indicators.2024.revenue`). */
  sectionOf(place: string): Section | undefined {
    return this.sections.get(place.split('.')[0] ?? '');
  }

  text(id: string): string {
    const answer = this.draft.answers[id];
    return typeof answer === 'string' ? answer.trim() : '';
  }
  /** Chosen options or listed codes; of a single choice the one. */
  choices(id: string): string[] {
    const answer = this.draft.answers[id];
    if (typeof answer === 'string') return answer.trim() === '' ? [] : [answer.trim()];
    return this.choicesOf(id, () => z.array(z.string()).safeParse(answer).data ?? []);
  }
  /** A number by field id or by its place in a year table (`indicators.2024.revenue`). */
  number(place: string): number | undefined {
    const [id = '', year, row] = place.split('.');
    const answer = this.draft.answers[id];
    if (year === undefined || row === undefined) return typeof answer === 'number' ? answer : undefined;
    const table = this.tableOf(id, () => tableSchema.safeParse(answer).data);
    return table?.[year]?.[row] ?? undefined;
  }
  document(id: string): NarrativeDocument {
    return this.documentOf(id, () =>
      toNarrativeDocument(narrativeAnswerSchema.safeParse(this.draft.answers[id] ?? undefined).data),
    );
  }
  ledger(id: string): Ledger | undefined {
    return this.ledgerOf(id, () => ledgerSchema.safeParse(this.draft.answers[id]).data);
  }
  scenarios(id: string): ScenarioAnswer[] {
    return this.scenariosOf(
      id,
      () => z.array(scenarioAnswerSchema).safeParse(this.draft.answers[id]).data ?? [],
    );
  }
  cases(id: string): CaseAnswer[] {
    return this.casesOf(id, () => z.array(caseAnswerSchema).safeParse(this.draft.answers[id]).data ?? []);
  }

  /** A field that is not conditional, or whose condition holds. A district counts under each of its names. */
  isAsked(field: Field): boolean {
    const when = field.askedWhen;
    if (when === undefined) return true;
    const chosen = this.choices(when.field);
    if (this.fields.get(when.field)?.kind === 'district')
      return chosen.some((name) => findDistrict(name)?.name === when.equals);
    return chosen.includes(when.equals);
  }
  /** True while a field holds nothing that could be printed. */
  isEmpty(id: string): boolean {
    const answer = this.draft.answers[id];
    if (answer === null || answer === undefined) return true;
    if (typeof answer === 'number') return false;
    // Nearly every answer shows something at once; only the doubtful ones are worth a whole reading.
    if (typeof answer === 'string' && /[\p{L}\p{N}]/u.test(answer)) return false;
    if (this.fields.get(id)?.kind === 'narrative') return isEmptyNarrative(this.document(id));
    if (typeof answer === 'string') return isEmptyNarrative(toNarrativeDocument(answer));
    if (Array.isArray(answer)) return answer.length === 0;
    return false;
  }

  /** Everything that the applicant has written, in the form's order. */
  texts(): readonly WrittenText[] {
    return this.textList('', () => textsWritten(this));
  }
  /** Every picture in a long text, in the form's order. */
  figures(): readonly WrittenFigure[] {
    return this.figureList('', () => figuresWritten(this));
  }

  /** The checklist's slots in its order, each with its item. */
  slots(): readonly { item: EvidenceItem; slot: EvidenceSlot }[] {
    return evidenceSectionOf(this.form).items.flatMap((item) => item.slots.map((slot) => ({ item, slot })));
  }
  /** What reading a file told; a path such as `__proto__` is a name like any other. */
  factsOf(path: string): FileFacts | undefined {
    return Object.hasOwn(this.facts, path) ? this.facts[path] : undefined;
  }
  slot(id: string): EvidenceSlot | undefined {
    return this.slots().find(({ slot }) => slot.id === id)?.slot;
  }
  evidence(slotId: string): EvidenceAnswer | undefined {
    return this.draft.evidence[slotId] ?? undefined;
  }
  /** The files of all slots, or of those named, in the checklist's order. */
  files(slotIds?: readonly string[]): readonly SlotFile[] {
    return this.slots()
      .filter(({ slot }) => slotIds === undefined || slotIds.includes(slot.id))
      .flatMap(({ slot }) =>
        (this.evidence(slot.id)?.files ?? []).map((file) => ({
          slot,
          file,
          name: file.name?.trim() || (file.path.split('/').at(-1) ?? file.path),
        })),
      );
  }

  /**
   * The ledger judged against this draft's applicant; the window ends on the day of application,
   * or today while that is not filled in. Source: 通知二（二） “2024年以来”.
   */
  assessment(ledgerField: string, from: string, applicationDateField: string): LedgerAssessment {
    return this.assessmentOf(`${ledgerField} ${from}`, () =>
      assessLedger(
        this.ledger(ledgerField),
        { creditCode: this.text('creditCode'), name: this.text('applicantName') },
        { from, until: readDay(this.text(applicationDateField)) ?? this.today },
      ),
    );
  }
}
