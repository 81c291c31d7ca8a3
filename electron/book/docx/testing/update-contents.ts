import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * For tests: lets LibreOffice update the contents of a document, as a person does in Word, and print it as PDF.
 * @param profile a user profile that LibreOffice has used before: on its first start it puts its own macros there
 */
export async function updateContents(profile: string, source: string, target: string): Promise<void> {
  const library = join(profile, 'user', 'basic', 'Standard');
  await mkdir(library, { recursive: true });
  const [from, to] = [pathToFileURL(source).href, pathToFileURL(target).href];
  await writeFile(join(library, 'Module1.xba'), MODULE.replace('SOURCE', from).replace('TARGET', to));
  await run('soffice', [
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
    '--headless',
    'macro:///Standard.Module1.UpdateContents',
  ]);
}

const MODULE = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub UpdateContents
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("SOURCE", "_blank", 0, hidden())
  indexes = document.getDocumentIndexes()
  For i = 0 To indexes.getCount() - 1
    indexes.getByIndex(i).update()
  Next
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "writer_pdf_Export"
  document.storeToURL("TARGET", filter())
  document.close(True)
End Sub
</script:module>
`;
