/** What the window takes for a page of a PDF. One that wants more is drawn by the program, in a process of its own. */

/** Pixels of all its pictures together: A3 at 300 dpi has 17 million. pdfjs unpacks all before it draws the first. */
export const MOST_PICTURE_PIXELS = 20_000_000;

/** At once, bytes: such a picture, unpacked, has 80 MB. */
export const MOST_AT_ONCE = 96 << 20;

/** Set aside for the page altogether, bytes; what is small is not counted. */
export const MOST_SET_ASIDE = 400 << 20;
export const COUNTED_FROM = 64 << 10;

/** Colours that it names one by one: each corner of a mesh has one, and takes 300 bytes. A map that is read well has some thousand. */
export const MOST_COLOURS = 500_000;

/** What its instructions take until they are drawn, bytes; pdfjs holds all of them. A page of a map that is read well has some 30,000, each 1,500 bytes. */
export const MOST_INSTRUCTIONS = 100 << 20;

/** Of the groups that it is put together from, and their masks, at once: each pixel has four bytes. */
export const MOST_GROUP_PIXELS = 30_000_000;
/** What each takes beside, as pixels; measured, half a megabyte. */
export const PIXELS_A_GROUP = 100_000;
/** As many are always had as large as the page itself: what is shown larger must not be shown otherwise. */
export const MOST_GROUPS = 5;

/** Of one line, as pdfjs writes it down: three for every straight piece, seven for every curve. */
export const MOST_LINE_NUMBERS = 300_000;

/** From one side of its box to the other: a hundred thousand over a page were drawn in ten seconds. */
export const MOST_CROSSINGS = 5_000;
