import * as answers from './kinds/answers.ts';
import * as cases from './kinds/cases.ts';
import * as choices from './kinds/choices.ts';
import * as dates from './kinds/dates.ts';
import { enterpriseSize, enterpriseSizeUnsettled } from './kinds/enterprise-size.ts';
import * as files from './kinds/evidence-files.ts';
import * as slots from './kinds/evidence-slots.ts';
import * as figures from './kinds/figures.ts';
import * as identity from './kinds/identity.ts';
import * as industries from './kinds/industries.ts';
import * as investment from './kinds/investment.ts';
import * as invoices from './kinds/invoices.ts';
import * as leftOver from './kinds/left-over.ts';
import * as likeness from './kinds/likeness.ts';
import { wordLimit } from './kinds/limits.ts';
import * as numbers from './kinds/numbers.ts';
import * as persons from './kinds/persons.ts';
import { honoursProven, proofWhenStated } from './kinds/proof.ts';
import { resultsMeasured, vagueResults } from './kinds/results.ts';
import { scenarioCount, scenarioRows } from './kinds/scenarios.ts';
import type { RuleKind } from './rule-kind.ts';

/** Every rule kind by the name that a notice's data uses. */
export const RULE_KINDS: ReadonlyMap<string, RuleKind> = new Map<string, RuleKind>(
  Object.entries({
    // Answers and their form
    answered: answers.answered,
    lineLength: answers.lineLength,
    phoneNumber: answers.phoneNumber,
    wordLimit,
    amongOptions: choices.amongOptions,
    chosenAtLeast: choices.chosenAtLeast,
    otherExplained: choices.otherExplained,
    // Who applies, where and when
    creditCode: identity.creditCode,
    creditCodeUnusual: identity.creditCodeUnusual,
    unitName: identity.unitName,
    districtListed: identity.districtListed,
    sameDistrict: identity.sameDistrict,
    dateReadable: dates.dateReadable,
    dateNotAfter: dates.dateNotAfter,
    dateNotBefore: dates.dateNotBefore,
    dateNotInFuture: dates.dateNotInFuture,
    dateWithinDeadline: dates.dateWithinDeadline,
    industryCode: industries.industryCode,
    industryWithin: industries.industryWithin,
    atMost: industries.atMost,
    distinctEntries: industries.distinctEntries,
    enterpriseSize,
    enterpriseSizeUnsettled,
    // Numbers
    numberPossible: numbers.numberPossible,
    numberDecimals: numbers.numberDecimals,
    notGreater: numbers.notGreater,
    perHead: numbers.perHead,
    yearJump: numbers.yearJump,
    unusuallyLarge: numbers.unusuallyLarge,
    anyAboveZero: numbers.anyAboveZero,
    // Money
    investmentThreshold: investment.investmentThreshold,
    ledgerMatchesTable: investment.ledgerMatchesTable,
    invoiceComplete: invoices.invoiceComplete,
    invoiceNumber: invoices.invoiceNumber,
    invoiceUnique: invoices.invoiceUnique,
    invoiceInWindow: invoices.invoiceInWindow,
    invoicesNotCounted: invoices.invoicesNotCounted,
    invoiceOdd: invoices.invoiceOdd,
    invoiceKind: invoices.invoiceKind,
    cityFundingStated: invoices.cityFundingStated,
    // Scenarios, cases, results, pictures
    scenarioRows,
    scenarioCount,
    caseNumbers: cases.caseNumbers,
    caseElements: cases.caseElements,
    caseProof: cases.caseProof,
    caseOddities: cases.caseOddities,
    vagueResults,
    resultsMeasured,
    figuresAtLeast: figures.figuresAtLeast,
    figureQuality: figures.figureQuality,
    // Evidence
    evidencePresent: slots.evidencePresent,
    noneContradicted: slots.noneContradicted,
    distinctFiles: slots.distinctFiles,
    fileSuggested: slots.fileSuggested,
    honoursProven,
    proofWhenStated,
    filesReadable: files.filesReadable,
    pageQuality: files.pageQuality,
    fileComments: files.fileComments,
    fileNames: files.fileNames,
    mailSize: files.mailSize,
    // Left-over and foreign text
    formSample: leftOver.formSample,
    placeholders: leftOver.placeholders,
    formWording: leftOver.formWording,
    printableText: leftOver.printableText,
    singleLine: leftOver.singleLine,
    alikeTexts: likeness.alikeTexts,
    foreignWords: likeness.foreignWords,
    foreignUnits: likeness.foreignUnits,
    // A person
    personConfirms: persons.personConfirms,
    conditionsMet: persons.conditionsMet,
  }),
);
