import { writeFileSync } from 'node:fs';

/** Loaded before a measured program: writes its peak resident size (bytes) when it ends. */
const report = process.env.DOSSIER_PEAK_REPORT;
if (report !== undefined) {
  process.on('exit', () => writeFileSync(report, String(process.resourceUsage().maxRSS * 1024)));
}
