/** What is chosen and is none of the form's boxes (a draft written by hand): shown, so that it can be given up. */
export function strangeOptions(options: readonly string[], chosen: readonly string[]) {
  return chosen
    .filter((each) => !options.includes(each))
    .map((each) => ({ value: each, label: `${each}（不在可选项内）` }));
}
