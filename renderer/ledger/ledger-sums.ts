import type { Form } from '../../shared/form/definition.ts';
import type { Ledger } from '../../shared/form/draft.ts';
import { readDay } from '../../shared/rules/calendar.ts';
import {
  investmentParameters,
  thresholdsFor,
  yearMatchParameters,
} from '../../shared/rules/kinds/investment.ts';
import { assessLedger, type LedgerAssessment } from '../../shared/rules/ledger.ts';
import { FEN_PER_WAN, formatNumber, formatWan } from '../../shared/rules/wording.ts';

type Answers = Readonly<Record<string, unknown>>;

export interface YearSum {
  year: string;
  /** “120.00 万元”. */
  sum: string;
  /** What the table states for the year; undefined where it has no such column or nothing is filled in. */
  stated?: string;
  agrees?: boolean;
}

export interface LedgerSums {
  assessment: LedgerAssessment;
  counted: number;
  leftOut: number;
  /** “有效合计 156.80 万元 · 门槛 150 万元 · 已达标”, in its parts. */
  total: string;
  threshold: string;
  reached: boolean;
  /** “已达标”, “还差 3.20 万元”, or what is still to be said. */
  verdict: string;
  years: YearSum[];
}

function textOf(answers: Answers, field: string): string {
  const answer = answers[field];
  return typeof answer === 'string' ? answer : '';
}

function numberAt(answers: Answers, table: string, year: string, row: string): number | undefined {
  const found: unknown = [year, row].reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    answers[table],
  );
  return typeof found === 'number' ? found : undefined;
}

function parametersOf(form: Form, kind: string): unknown {
  return form.rules.find((rule) => rule.kind === kind)?.parameters;
}

/**
 * The ledger judged as the check judges it (R18, R19): what counts, against the district's threshold
 * and the table's years. Undefined for a form whose rules ask for no ledger.
 *
 * @param today local day, YYYY-MM-DD: the last day that counts while there is no day of application
 */
export function sumLedger(
  form: Form,
  answers: Answers,
  ledger: Ledger,
  today: string,
): LedgerSums | undefined {
  const rule = investmentParameters.safeParse(parametersOf(form, 'investmentThreshold')).data;
  if (rule === undefined) return undefined;
  const assessment = assessLedger(
    ledger,
    { creditCode: textOf(answers, 'creditCode'), name: textOf(answers, 'applicantName') },
    { from: rule.from, until: readDay(textOf(answers, rule.until)) ?? today },
  );
  const { totalFen, totalFenByYear, rows } = assessment;
  const counted = rows.filter((row) => row.counted).length;
  const { district, least, most } = thresholdsFor(
    rule,
    textOf(answers, rule.district),
    textOf(answers, rule.chosenRegion),
  );
  const match = yearMatchParameters.safeParse(parametersOf(form, 'ledgerMatchesTable')).data;
  const reached = totalFen >= most * FEN_PER_WAN;
  const reachedLeast = totalFen >= least * FEN_PER_WAN;
  return {
    assessment,
    counted,
    leftOut: rows.length - counted,
    total: formatWan(totalFen),
    threshold:
      least === most
        ? `${formatNumber(least)} 万元`
        : `${formatNumber(least)} 或 ${formatNumber(most)} 万元（${district?.name ?? ''}适用哪一个，请先在申报表里选择区域）`,
    reached,
    verdict: reached
      ? '已达标'
      : reachedLeast
        ? '是否达标待定'
        : `还差 ${formatWan(least * FEN_PER_WAN - totalFen)}`,
    years: Object.entries(totalFenByYear)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([year, fen]): YearSum => {
        const stated =
          match?.years.includes(year) === true ? numberAt(answers, match.table, year, match.row) : undefined;
        if (match === undefined || stated === undefined) return { year, sum: formatWan(fen) };
        const statedFen = Math.round(stated * FEN_PER_WAN);
        const agrees = Math.abs(statedFen - fen) <= Math.round(match.toleranceWan * FEN_PER_WAN);
        return { year, sum: formatWan(fen), stated: formatWan(statedFen), agrees };
      }),
  };
}
