/** How many of the cells look so, 0 to 1. */
export const share = (samples: readonly string[], test: RegExp): number =>
  samples.length === 0 ? 0 : samples.filter((sample) => test.test(sample)).length / samples.length
