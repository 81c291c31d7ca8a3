import type { CodeMatch } from '../../../shared/contract/revisions.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import { dateWords, momentWords } from '../../../shared/text/moment-words.ts';
import { messageOf } from '../../bridge-calls.ts';
import { applicantWords } from '../../draft/draft-names.ts';
import { useNotice } from '../../shell/notice.ts';
import { ChangeTable } from '../exports/change-table.tsx';
import { printedPageWords, rangeWords } from './printed-pages.ts';

/** Which draft and which version, whether it is the present content, and what was changed since. */
function MatchView({ match, twinCode }: { match: CodeMatch; twinCode: string }) {
  const { notice } = useNotice();
  const { draft, exported, presentCode, changes } = match;
  const name = `${applicantWords(draft.applicantName)} · ${notice.forms[draft.programme].shownName}`;
  const isSame = presentCode === twinCode;
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <p>
        {exported === null
          ? `是这份草稿的内容${isSame ? '' : '，但不是在这台电脑上导出的'}。`
          : `是 ${momentWords(exported.at, new Date())} 导出的版本${exported.incomplete ? '（带“草稿”字样，不能报送）' : ''}：${exported.name}。`}
        {draft.binnedAt === null ? '' : '这份草稿在回收站中。'}
      </p>
      {isSame ? (
        <p className="code-good">
          <span aria-hidden="true">● </span>和现在的内容相同（对照码 {twinCode}）。
        </p>
      ) : (
        <p className="code-bad">
          <span aria-hidden="true">▲ </span>和现在的内容不同
          {presentCode === null ? '' : `（现在的对照码是 ${presentCode}）`}
          {changes.length === 0 ? '。' : `，之后改了 ${changes.length} 处：`}
        </p>
      )}
      {isSame || changes.length === 0 ? null : (
        <ChangeTable changes={changes} before={`${twinCode} 上的内容`} after="现在的内容" />
      )}
    </section>
  );
}

/** What a code that somebody typed stands for. */
export function CodeAnswer({ told }: { told: CallOutput<'checkCode'> }) {
  if (told.outcome === 'noCode')
    return (
      <p role="alert">
        这不是对照码：对照码是 8 位数字和字母，如 7K3M-9Q2X。请照页脚核对，大小写和中间的横线不影响，O 和 0、I
        和 1 不用区分。
      </p>
    );
  if (told.outcome === 'unknown')
    return (
      <>
        <p role="alert">
          <strong>这台电脑上没有对照码 {told.twinCode}。</strong>
        </p>
        <p>可能的原因：</p>
        <ul>
          <li>有一位看错或输错了，请照页脚再核对一次。</li>
          <li>是在另一台电脑上导出的，或者草稿已经删除。</li>
          <li>是用预览打印的，之后内容又改过：没有导出过的版本不留对照码。</li>
          <li>不是申报匣导出的材料，或页脚被改过。</li>
        </ul>
        <p>有申报包的，可以在上面选申报包核对：申报包里带有当时的内容。</p>
      </>
    );
  return told.matches.map((match) => (
    <MatchView key={match.draft.draftId} match={match} twinCode={told.twinCode} />
  ));
}

type Checked = Extract<CallOutput<'waitForPackageCheck'>, { outcome: 'done' }>;

function Verified({ verified }: { verified: NonNullable<Checked['verified']> }) {
  const { intact, incomplete, createdOn, problems } = verified;
  return (
    <>
      <p className={intact ? 'code-good' : 'code-bad'}>
        <span aria-hidden="true">{intact ? '● ' : '▲ '}</span>
        {dateWords(createdOn)}导出，
        {intact
          ? '申报包完整：每个文件都与清单一致，Word、PDF 与填报内容一致。'
          : `申报包不完整或被改动过，有 ${problems.length} 处问题，不能报送。请用原来的申报包，或重新导出。`}
        {incomplete ? '这一份带“草稿”字样，不能报送。' : ''}
      </p>
      {problems.length === 0 ? null : (
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What a package that was read back is. */
export function PackageAnswer({ checked }: { checked: Checked }) {
  const { notice } = useNotice();
  const { name, twinCode, programme, applicantName, verified, match } = checked;
  return (
    <>
      <h3>{name}</h3>
      <p>
        {applicantWords(applicantName)} · {notice.forms[programme].shownName} · 对照码{' '}
        <strong>{twinCode}</strong>
      </p>
      {verified === null ? (
        <p className="quiet">
          这是草稿文件，只核对填报内容。要核对 Word、PDF 是否完整，请选整个申报包（文件夹或 zip）。
        </p>
      ) : (
        <Verified verified={verified} />
      )}
      {match === null ? (
        <p>这台电脑上没有它的草稿，不能和现在的内容对比。要对比，请先导入它的 .dossier 草稿。</p>
      ) : (
        <MatchView match={match} twinCode={twinCode} />
      )}
    </>
  );
}

type PagesRead = Extract<CallOutput<'waitForPackageCheck'>, { outcome: 'pages' }>;

/** What the codes on a photograph or a scan stand for; each is answered as a typed one. */
export function PagesAnswer({ read }: { read: PagesRead }) {
  const { name, pageCount, codes, without } = read;
  if (codes.length === 0)
    return (
      <>
        <p role="alert">
          <strong>
            {pageCount > 1 ? `“${name}”的 ${pageCount} 页上` : `“${name}”上`}没有认出对照码的二维码。
          </strong>
        </p>
        <ul>
          <li>拍照：整页放平、光线均匀、对准焦，页脚的二维码不反光、不被手指挡住；靠近一些再拍一张。</li>
          <li>扫描：200 dpi 以上，不要裁掉页脚。</li>
          <li>Word 打印件只有文字、没有二维码：请照页脚把 8 位对照码输入上面的框。</li>
        </ul>
      </>
    );
  return (
    <>
      <h3>{name}</h3>
      {codes.length === 1 ? null : (
        <p role="alert" className="code-bad">
          <span aria-hidden="true">▲ </span>这些页上有 {codes.length}{' '}
          个不同的对照码，不是同一次导出的，不能装订成一册。
        </p>
      )}
      {codes.map(({ twinCode, pages, matches }) => (
        <section key={twinCode} aria-label={`对照码 ${twinCode}`}>
          <p>
            对照码 <strong>{twinCode}</strong>：{printedPageWords(pages)}
          </p>
          <CodeAnswer
            told={
              matches.length === 0
                ? { outcome: 'unknown', twinCode }
                : { outcome: 'known', twinCode, matches }
            }
          />
        </section>
      ))}
      {without.length === 0 ? null : (
        <p className="quiet">
          文件的第 {rangeWords(without)} 页没有认出二维码，要核对请照那一页的页脚输入对照码。
        </p>
      )}
    </>
  );
}

/** A package that cannot be read at all. */
export function PackageFailed({ error }: { error: unknown }) {
  return (
    <p role="alert" className="code-bad">
      {messageOf(error)}
    </p>
  );
}
