import { Checkbox, Input, type InputRef } from 'antd';
import { type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import '../../fields/field-frame.css';
import './password.css';

/** What the contract takes. Characters. */
export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 200;

interface BoxProps {
  label: string;
  value: string;
  change: (value: string) => void;
  isShown: boolean;
  problem?: string | undefined;
  hint?: string;
  isNew: boolean;
  onEnter: () => void;
  box?: Ref<InputRef>;
}

/** A password under its label; what is wrong with it stands below. */
export function PasswordBox({ label, value, change, isShown, problem, hint, isNew, onEnter, box }: BoxProps) {
  const id = useId();
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id} className="field-label">
          {label}
        </label>
      </div>
      <Input
        ref={box}
        id={id}
        type={isShown ? 'text' : 'password'}
        value={value}
        maxLength={LONGEST_PASSWORD}
        // Chromium must neither offer one that was typed before nor keep this one.
        autoComplete={isNew ? 'new-password' : 'off'}
        spellCheck={false}
        aria-describedby={`${id}-notes`}
        aria-invalid={problem !== undefined}
        status={problem === undefined ? '' : 'error'}
        onChange={({ target }) => change(target.value)}
        onPressEnter={onEnter}
      />
      <div id={`${id}-notes`} className="field-notes" role={problem === undefined ? undefined : 'alert'}>
        {problem === undefined ? null : <p className="field-error">{problem}</p>}
        {hint === undefined || problem !== undefined ? null : <p className="field-guidance">{hint}</p>}
      </div>
    </div>
  );
}

/** Shows what was typed to who sits alone. */
export function ShowPassword({ isShown, change }: { isShown: boolean; change: (isShown: boolean) => void }) {
  return (
    <Checkbox checked={isShown} onChange={({ target }) => change(target.checked)}>
      显示密码
    </Checkbox>
  );
}

/** What everybody must know before, in the same words everywhere. */
function LostPassword({ what }: { what: string }) {
  return (
    <p className="password-lost">
      <strong>忘了密码，{what}就打不开了。</strong>
      申报匣不保存密码，没有办法找回，开发者也不能。请把密码记在可靠的地方，和文件分开保管。
    </p>
  );
}

/** After the sheet has opened, which puts the focus on its first button. */
function useFocusFirst(): Ref<InputRef> {
  const box = useRef<InputRef>(null);
  useEffect(() => box.current?.focus(), []);
  return box;
}

function problemsOf(first: string, second: string): { first?: string; second?: string } {
  if (first.length < SHORTEST_PASSWORD)
    return { first: `至少 ${SHORTEST_PASSWORD} 个字符，还差 ${SHORTEST_PASSWORD - first.length} 个。` };
  return first === second ? {} : { second: '两次输入的不一样，请再输入一次。' };
}

/** A new password, typed twice. @returns the boxes, and what checks them before they count */
export function useNewPassword(
  what: string,
  take: (password: string) => void,
): { boxes: ReactNode; submit: () => void } {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [isShown, setShown] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const box = useFocusFirst();
  const problems = isAsked ? problemsOf(first, second) : {};
  const submit = () => {
    const found = problemsOf(first, second);
    setAsked(true);
    if (found.first === undefined && found.second === undefined) take(first);
  };
  const boxes = (
    <div className="password-boxes">
      <PasswordBox
        {...{ label: '密码', value: first, change: setFirst, isShown, isNew: true, onEnter: submit, box }}
        problem={problems.first}
        hint={`至少 ${SHORTEST_PASSWORD} 个字符；几个不相干的词连起来，比一个短词加数字难猜。`}
      />
      <PasswordBox
        {...{ label: '再输入一次', value: second, change: setSecond, isShown, isNew: true, onEnter: submit }}
        problem={problems.second}
      />
      <ShowPassword isShown={isShown} change={setShown} />
      <LostPassword what={what} />
    </div>
  );
  return { boxes, submit };
}

/** The password of a file. @returns the box, and what takes what was typed */
export function useGivenPassword(
  problem: string | undefined,
  take: (password: string) => void,
): { boxes: ReactNode; submit: () => void; isEmpty: boolean } {
  const [typed, setTyped] = useState('');
  const [isShown, setShown] = useState(false);
  const box = useFocusFirst();
  const submit = () => {
    if (typed !== '') take(typed);
  };
  const boxes = (
    <div className="password-boxes">
      <PasswordBox
        {...{
          label: '密码',
          value: typed,
          change: setTyped,
          isShown,
          isNew: false,
          onEnter: submit,
          problem,
          box,
        }}
      />
      <ShowPassword isShown={isShown} change={setShown} />
    </div>
  );
  return { boxes, submit, isEmpty: typed === '' };
}
