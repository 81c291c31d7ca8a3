import type { Services } from '../window/services.ts';
import { batchServices } from './batch-services.ts';
import { dataServices } from './data-services.ts';
import { draftServices } from './draft-services.ts';
import { evidenceServices } from './evidence-services.ts';
import { exportServices } from './export-services.ts';
import { historyServices } from './history-services.ts';
import { licenceServices } from './licence-services.ts';
import { remarkServices } from './remark-services.ts';
import { revisionServices } from './revision-services.ts';
import type { ServiceContext } from './service-context.ts';
import { transferServices } from './transfer-services.ts';

/** Every group of services that works on the person's data; a new group is a line here. */
export function windowServices(context: ServiceContext) {
  return {
    ...dataServices(context),
    ...batchServices(context),
    ...draftServices(context),
    ...historyServices(context),
    ...evidenceServices(context),
    ...transferServices(context),
    ...exportServices(context),
    ...revisionServices(context),
    ...remarkServices(context),
    ...licenceServices(),
  } satisfies Partial<Services>;
}
