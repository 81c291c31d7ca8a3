import type { Services } from '../window/services.ts';
import { deliveryServices } from './delivery-services.ts';
import { districtPaperServices } from './district-paper-services.ts';
import { ExportPackages } from './export-packages.ts';
import { ExportPlaces } from './export-places.ts';
import { ExportPreviews } from './export-previews.ts';
import { intakeServices } from './intake-services.ts';
import { madeServices } from './made-services.ts';
import { maskServices } from './mask-services.ts';
import { PackageChecks, packageCheckServices } from './package-checks.ts';
import { protectedDraftServices } from './protected-drafts.ts';
import { sealGuideServices } from './seal-guides.ts';
import { sealingServices } from './sealing-services.ts';
import type { ServiceContext } from './service-context.ts';
import { takingBackServices } from './taking-back.ts';

/** Everything that is long work, under one `cancelWork`: preview, export, sealing, handing in, what a district does. */
export function exportServices(context: ServiceContext) {
  const places = new ExportPlaces(context);
  const previews = new ExportPreviews(context);
  const packages = new ExportPackages(context, places);
  const packageChecks = new PackageChecks(context);
  const delivery = deliveryServices(context);
  const sealing = sealingServices(context, places);
  const guides = sealGuideServices(context);
  const intake = intakeServices(context);
  const papers = districtPaperServices(context, places);
  const masks = maskServices(context, places);
  const takingBack = takingBackServices(context);
  const protectedDrafts = protectedDraftServices(context);
  return {
    preparePreview: () => {
      context.work.warm('previewDraft');
      return undefined;
    },
    startPreview: ({ draftId }) => ({ workId: previews.start(draftId) }),
    waitForPreview: ({ workId }) => previews.works.wait(workId),
    closePreview: async ({ previewId }) => {
      await previews.close(previewId);
      return undefined;
    },
    chooseExportPlace: ({ draftId }) => {
      // A place is only asked for a draft that is there.
      context.data.store.drafts.summary(draftId);
      return places.choose();
    },
    startExport: (input) => ({ workId: packages.start(input) }),
    waitForExport: ({ workId }) => packages.works.wait(workId),
    cancelWork: ({ workId }) => {
      previews.works.cancel(workId);
      packages.works.cancel(workId);
      packageChecks.works.cancel(workId);
      delivery.cancel(workId);
      sealing.cancel(workId);
      guides.cancel(workId);
      intake.cancel(workId);
      papers.cancel(workId);
      protectedDrafts.cancel(workId);
      takingBack.cancel(workId);
      masks.cancel(workId);
      return undefined;
    },
    rememberExport: ({ madeId }) => {
      packages.rememberAgain(madeId);
      return undefined;
    },
    ...packageCheckServices(context, packageChecks),
    ...madeServices(context),
    ...delivery.services,
    ...sealing.services,
    ...guides.services,
    ...intake.services,
    ...papers.services,
    ...protectedDrafts.services,
    ...takingBack.services,
    ...masks.services,
  } satisfies Partial<Services>;
}
