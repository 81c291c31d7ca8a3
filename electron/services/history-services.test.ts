import { afterEach, beforeEach, expect, test } from 'vitest';
import { CALLS } from '../../shared/contract.ts';
import { RunningServices } from './testing/running-services.ts';

let running: RunningServices;
let draftId: string;
let revision: number;

beforeEach(async () => {
  running = await RunningServices.start();
  const { draft } = await running.call.createDraft({
    programme: 'benchmark',
    declarations: { soundFinances: 'yes' },
  });
  ({ draftId, revision } = draft);
});
afterEach(async () => running.stop());

function save(field: string, value: string | null): void {
  running.wait(300_000);
  ({ revision } = running.call.saveDraft({ draftId, revision, changes: [{ kind: 'answer', field, value }] }));
}
const history = (field: string | null = null, before: string | null = null) =>
  CALLS.listHistory.output.parse(running.call.listHistory({ draftId, field, before, limit: 50 }));

test('the history narrowed to 报送区县, which is no field of the form, tells its changes', () => {
  save('address', '璧山区一号');
  running.call.saveDraft({
    draftId,
    revision,
    changes: [{ kind: 'destinationDistrict', value: '璧山区' }],
  });
  expect(history('destinationDistrict').entries.map(({ after }) => after)).toEqual(['璧山区']);
});

test('the history tells in words what changed, newest first, and begins with how the draft came to be', () => {
  save('address', '璧山区一号');
  save('address', '璧山区二号');
  running.call.saveDraft({
    draftId,
    revision,
    changes: [
      { kind: 'destinationDistrict', value: '璧山区' },
      { kind: 'declaration', condition: 'soundFinances', value: 'no' },
    ],
  });
  expect(history().entries.map(({ what, subject, before, after }) => [what, subject, before, after])).toEqual(
    [
      ['declaration', 'soundFinances', '是', '否'],
      ['destinationDistrict', '', '', '璧山区'],
      ['answer', 'address', '璧山区一号', '璧山区二号'],
      ['answer', 'address', '', '璧山区一号'],
      ['whole', '', '', '新建'],
    ],
  );
  expect(history('address').entries).toHaveLength(2);
});

test('one change is taken back, what came after on other fields stays, and the window learns of it', async () => {
  save('address', '一号');
  save('address', '二号');
  save('contactName', '张三');
  const [latest] = history('address').entries;
  running.events.length = 0;
  const opened = await running.call.restoreEntry({ draftId, revision, entryId: latest?.entryId ?? '' });
  expect(opened.content.answers).toMatchObject({ address: '一号', contactName: '张三' });
  expect(opened.summary.revision).toBe(revision + 1);
  expect(running.events).toEqual([{ name: 'findingsChanged', payload: { draftId, revision: revision + 1 } }]);
});

test('an earlier version is shown as it was, put back as a new one, and that is taken back too', async () => {
  save('address', '一号');
  const early = revision;
  save('address', '二号');
  save('contactName', '张三');
  const shown = CALLS.readVersion.output.parse(running.call.readVersion({ draftId, version: early }));
  expect(shown.content.answers).toEqual({ address: '一号' });
  expect(shown.differences).toEqual([
    { what: 'answer', subject: 'contactName', before: '', after: '张三' },
    { what: 'answer', subject: 'address', before: '一号', after: '二号' },
  ]);
  const back = await running.call.restoreVersion({ draftId, revision, version: early });
  expect(back.content.answers).toEqual({ address: '一号' });
  const [line] = history().entries;
  expect(line).toMatchObject({ what: 'whole', after: '恢复到较早的版本', revision: revision + 1 });
  const again = await running.call.restoreEntry({
    draftId,
    revision: revision + 1,
    entryId: line?.entryId ?? '',
  });
  expect(again.content.answers).toEqual({ address: '二号', contactName: '张三' });
});

test('a way back from a stale window is refused and changes nothing', async () => {
  save('address', '一号');
  save('address', '二号');
  const version = { draftId, revision: revision - 1, version: revision - 1 };
  expect(() => running.call.restoreVersion(version)).toThrow(
    expect.objectContaining({ code: 'staleRevision' }),
  );
  expect((await running.call.openDraft({ draftId })).content.answers.address).toBe('二号');
});
