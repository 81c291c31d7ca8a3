import type { EvidenceProblem } from './evidence-facts.ts';

/** Why a file cannot go into the book, in plain Chinese, without a closing mark: “已加密，无法读取”. */
export function describeProblem(problem: EvidenceProblem): string {
  switch (problem.code) {
    case 'missing':
      return '文件不存在';
    case 'empty':
      return '是空文件（0 字节）';
    case 'encrypted':
      return '已加密，无法读取';
    case 'damaged':
      return `已损坏，无法读取（${problem.detail}）`;
    case 'noPages':
      return '没有页面';
    case 'unsupported':
      return problem.reason ?? '格式不能装订';
    case 'tooLarge':
      return `过大：${(problem.bytes / 1e6).toFixed(0)} MB，上限 ${(problem.limitBytes / 1e6).toFixed(0)} MB`;
    case 'changed':
      return '内容与草稿记录的不一致，可能被改动或替换';
  }
}
