import type { NarrativeAnswer } from '../../../shared/text/narrative.ts';
import type { AnswerValue } from '../../draft/draft-session.ts';

/**
 * The answer as a long text; null when there is none. The session's answers were checked against their
 * fields when they were read: the kind of value decides, and the object stays the same one.
 */
export function narrativeAnswer(answer: AnswerValue | undefined): NarrativeAnswer | null {
  if (typeof answer === 'string') return answer;
  return isDocument(answer) ? answer : null;
}

function isDocument(
  answer: AnswerValue | undefined,
): answer is Extract<AnswerValue, { type: 'doc' }> & NarrativeAnswer {
  return typeof answer === 'object' && answer !== null && 'type' in answer && answer.type === 'doc';
}
