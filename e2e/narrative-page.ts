import { readFileSync } from 'node:fs';
import type { CDPSession, Locator } from 'playwright-core';
import { narrativeAnswer } from '../renderer/narrative/document/narrative-answer.ts';
import { outline } from '../renderer/narrative/paste/testing/outline.ts';
import type { NarrativeAnswer } from '../shared/text/narrative.ts';
import { toNarrativeDocument } from '../shared/text/narrative-text.ts';
import { bridgeCall } from './bridge-call.ts';
import type { RunningApp } from './running-app.ts';

/** What is put on a clipboard or dragged into the window. */
export interface Transfer {
  html?: string;
  text?: string;
  files?: readonly { name: string; type: string; path: string }[];
}

const FIELD = 'transformationNarrative';

/** The long text of 二、数字化改造项目实施情况 in a new draft, as a person uses it. */
export class NarrativePage {
  readonly app: RunningApp;
  readonly draftId: string;
  readonly text: Locator;

  private constructor(app: RunningApp, draftId: string) {
    this.app = app;
    this.draftId = draftId;
    this.text = app.page.locator(`#narrative-${FIELD}`);
  }

  /** A new draft, opened at its section. @param answer what stands in the section already */
  static async open(app: RunningApp, answer?: NarrativeAnswer): Promise<NarrativePage> {
    const { draft } = await bridgeCall(app, 'createDraft', { programme: 'benchmark', declarations: {} });
    const { draftId } = draft;
    const name = `示例企业${Date.now()}`;
    const answers = [
      { kind: 'answer' as const, field: 'applicantName', value: name },
      ...(answer === undefined ? [] : [{ kind: 'answer' as const, field: FIELD, value: answer }]),
    ];
    await bridgeCall(app, 'saveDraft', { draftId, revision: draft.revision, changes: answers });
    await NarrativePage.goTo(app, name);
    return new NarrativePage(app, draftId);
  }

  /** Opens the section of a draft that is there already, by the applicant's name. */
  static async goTo(app: RunningApp, name: string): Promise<void> {
    const { page } = app;
    // The list of drafts is read when its screen opens.
    await page.getByRole('button', { name: '设置' }).click();
    await page.getByRole('button', { name: '申报匣' }).click();
    await page.getByText(name).first().click();
    await page.getByRole('button', { name: /二、数字化改造/ }).click();
    await page.locator(`#narrative-${FIELD}`).click();
  }

  async applicant(): Promise<string> {
    return (await bridgeCall(this.app, 'openDraft', { draftId: this.draftId })).summary.applicantName;
  }

  async type(text: string): Promise<void> {
    await this.app.page.keyboard.type(text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.app.page.keyboard.press(key);
  }

  async tool(name: string): Promise<void> {
    await this.app.page
      .getByRole('toolbar', { name: /文字工具/ })
      .getByRole('button', { name, exact: true })
      .click();
  }

  /** What the program has of the text, in short lines; none while there is nothing. */
  async stored(): Promise<string[]> {
    const { content } = await bridgeCall(this.app, 'openDraft', { draftId: this.draftId });
    const answer = content.answers[FIELD];
    return outline(toNarrativeDocument(narrativeAnswer(answer)).content);
  }

  /** As Ctrl+V with this on the clipboard. */
  async paste(transfer: Transfer): Promise<void> {
    await this.#give('paste', transfer);
  }

  /** As dragged from another program and let go over a line of the text. */
  async drop(transfer: Transfer, line: Locator): Promise<void> {
    const box = await line.boundingBox();
    if (box === null) throw new Error('the line is not on the screen');
    await this.#give('drop', transfer, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }

  async #give(kind: 'paste' | 'drop', transfer: Transfer, point = { x: 0, y: 0 }): Promise<void> {
    const { html = '', text = '', files = [] } = transfer;
    const read = files.map((file) => ({ ...file, bytes: readFileSync(file.path).toString('base64') }));
    await this.text.evaluate(
      (element, given) => {
        const data = new DataTransfer();
        if (given.html !== '') data.setData('text/html', given.html);
        if (given.text !== '') data.setData('text/plain', given.text);
        for (const { name, type, bytes } of given.read) {
          const decoded = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
          data.items.add(new File([decoded], name, { type }));
        }
        const options = { bubbles: true, cancelable: true };
        const event =
          given.kind === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', {
                ...options,
                dataTransfer: data,
                clientX: given.point.x,
                clientY: given.point.y,
              });
        const target =
          given.kind === 'paste' ? element : document.elementFromPoint(given.point.x, given.point.y);
        target?.dispatchEvent(event);
      },
      { kind, html, text, read, point },
    );
  }

  /** An input method's keyboard. */
  async inputMethod(): Promise<InputMethod> {
    return new InputMethod(await this.app.page.context().newCDPSession(this.app.page));
  }

  /** The text that is marked by the browser under a name, piece by piece. */
  async marked(name: string): Promise<string[]> {
    return this.app.page.evaluate(
      (highlight) => [...(CSS.highlights.get(highlight) ?? [])].map((range) => String(range)),
      name,
    );
  }
}

/** Types as a Chinese input method does: letters under way, then the words that are chosen. */
export class InputMethod {
  readonly #session: CDPSession;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  async compose(text: string): Promise<void> {
    await this.#session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }

  async commit(text: string): Promise<void> {
    await this.#session.send('Input.insertText', { text });
  }

  /** Spells a word letter by letter and takes what it stands for. */
  async word(spelling: string, chosen: string): Promise<void> {
    for (let length = 1; length <= spelling.length; length += 1)
      await this.compose(spelling.slice(0, length));
    await this.commit(chosen);
  }
}
