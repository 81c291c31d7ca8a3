/** Longest edge of a thumbnail, pixels: 120 on a screen of two pixels a point. */
export const THUMBNAIL_EDGE = 240;
/** Longest edge of a picture that the window shows in place of the file itself: legible on a large screen. */
export const SHOWN_EDGE = 2_400;
