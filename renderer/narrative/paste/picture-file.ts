/** The file that a `data:` address holds; undefined when it cannot be read. Its kind is found by its content later. */
export function pictureFile(source: string, name: string): File | undefined {
  const comma = source.indexOf(',');
  const head = source.slice('data:'.length, comma);
  const body = source.slice(comma + 1);
  const type = head.split(';')[0] ?? '';
  try {
    const text = /;\s*base64\s*$/i.test(head) ? atob(body.replace(/\s/g, '')) : decodeURIComponent(body);
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index) & 0xff;
    return bytes.length === 0 ? undefined : new File([bytes], `${name}.${endingOf(type)}`, { type });
  } catch {
    // Neither base64 nor percent-encoding.
    return undefined;
  }
}

function endingOf(type: string): string {
  const ending = type
    .replace(/^image\//, '')
    .replace(/\+.*$/, '')
    .replace(/^x-/, '');
  return ending === 'jpeg' ? 'jpg' : ending;
}

const PICTURE_NAME = /\.(?:png|jpe?g|gif|webp|bmp|tiff?|hei[cf]|avif|svg)$/i;

/** Whether a dropped or pasted file may be a picture; the program looks into it afterwards. */
export function mayBePicture(file: File): boolean {
  return file.type.startsWith('image/') || PICTURE_NAME.test(file.name);
}
